// Decides requests by identity policies: a JSON list of questions on standard input, one of decisions on standard output.
// The simulator is run as a program of its own and is no part of what is shipped.
import { readFileSync } from 'node:fs'
import { runSimulation } from '@cloud-copilot/iam-simulate'

const ACCOUNT = '123456789012'

async function decide({ policy, action, resource, context, resource_policy }) {
  const answer = await runSimulation(
    {
      request: {
        principal: `arn:aws:iam::${ACCOUNT}:user/reader`,
        action,
        resource: { resource, accountId: ACCOUNT },
        contextVariables: context,
      },
      identityPolicies: [{ name: 'policy', policy }],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      // A key of KMS allows nothing by identity policies unless its own policy leaves it to them.
      resourcePolicy: action.startsWith('kms:')
        ? { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: ACCOUNT }, Action: 'kms:*', Resource: '*' }] }
        : (resource_policy ?? undefined),
    },
    {},
  )
  if (answer.resultType !== 'single') throw new Error(JSON.stringify({ action, resource, errors: answer.errors }))
  if (answer.result.ignoredContextKeys.length) throw new Error(`not known to ${action}: ${answer.result.ignoredContextKeys}`)
  return answer.overallResult === 'Allowed'
}

const decisions = []
for (const question of JSON.parse(readFileSync(0, 'utf8'))) decisions.push(await decide(question))
console.log(JSON.stringify(decisions))
