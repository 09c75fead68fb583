// Decides requests by policies. Standard input: JSON of the policies and of cases, each a list of questions, which name
// policies by their numbers. Standard output: for each case the number of the first question that is allowed, -1 where
// none is, or what is wrong with a policy.
// The simulator is run as a program of its own and is no part of what is shipped.
import { readFileSync } from 'node:fs'
import { anonymousPrincipal, runSimulation } from '@cloud-copilot/iam-simulate'

// A key of KMS allows nothing by identity policies unless its own policy leaves it to them.
const leftToIam = (account) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: account }, Action: 'kms:*', Resource: '*' }],
})

const { policies, cases } = JSON.parse(readFileSync(0, 'utf8'))

async function decided({ policy, action, resource, context, resource_policy, principal, account }) {
  const answer = await runSimulation(
    {
      request: {
        principal: principal === 'anonymous' ? anonymousPrincipal : principal,
        action,
        resource: { resource, accountId: account },
        contextVariables: context,
      },
      identityPolicies: policy === null ? [] : [{ name: 'policy', policy: policies[policy] }],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      resourcePolicy: resource_policy !== null ? policies[resource_policy] : action.startsWith('kms:') ? leftToIam(account) : undefined,
    },
    {},
  )
  if (answer.errors?.message === 'policy.errors') return { refused: JSON.stringify(answer.errors) }
  if (answer.resultType !== 'single') throw new Error(JSON.stringify({ action, resource, errors: answer.errors }))
  if (answer.result.ignoredContextKeys.length) throw new Error(`not known to ${action}: ${answer.result.ignoredContextKeys}`)
  return { allowed: answer.overallResult === 'Allowed' }
}

async function first(questions) {
  for (const [number, question] of questions.entries()) {
    const { allowed, refused } = await decided(question)
    if (refused) return refused
    if (allowed) return number
  }
  return -1
}

const found = []
for (const questions of cases) found.push(await first(questions))
console.log(JSON.stringify(found))
