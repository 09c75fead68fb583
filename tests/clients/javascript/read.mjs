// Reads an object in every way that the SDK has, and prints what came back as JSON: node read.mjs ENDPOINT BUCKET KEY
import { lookup } from "node:dns";
import { Agent } from "node:http";
import { GetObjectCommand, HeadObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";

const [endpoint, Bucket, Key] = process.argv.slice(2);

// Names that end in .localhost are this machine (RFC 6761), which the resolver of the machine may not know.
const httpAgent = new Agent({
  lookup: (name, options, done) => lookup(name.endsWith(".localhost") ? "127.0.0.1" : name, options, done),
});
const client = new S3Client({ endpoint, region: "us-west-2", requestHandler: { httpAgent }, maxAttempts: 1 });

const object = { Bucket, Key };
const head = await client.send(new HeadObjectCommand(object));
const got = await client.send(new GetObjectCommand(object));
const part = await client.send(new GetObjectCommand({ ...object, Range: "bytes=0-9", IfMatch: head.ETag }));
const notModified = await client
  .send(new GetObjectCommand({ ...object, IfNoneMatch: head.ETag }))
  .catch((error) => error.$metadata.httpStatusCode);
const missing = await client
  .send(new GetObjectCommand({ Bucket, Key: "missing.txt#fr" }))
  .catch((error) => error.name);
const url = await getSignedUrl(client, new GetObjectCommand(object));
const presigned = Bucket.startsWith("arn:") ? null : await (await fetch(url)).text();

console.log(
  JSON.stringify({
    head: { length: head.ContentLength, language: head.ContentLanguage, metadata: head.Metadata },
    text: await got.Body.transformToString(),
    part: [await part.Body.transformToString("base64"), part.ContentRange],
    notModified,
    missing,
    presigned,
  }),
);
