import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, type TestContext, test } from 'node:test'
import {
  CommonholdError,
  cidOfDigest,
  parseAssetId,
  parseStudyId,
  type Secret,
  silentLog
} from '@commonhold/base'
import { realClock, secureRandom } from '@commonhold/platform'
import { type CommonholdClient, connect } from '@commonhold/sdk'
import { openApiToken, removeApiAddress, writeApiAddress } from '../home/api-access.ts'
import { createHome, type HomePaths } from '../home/home-paths.ts'
import { fakeEvents, fakeNodeService, type RecordedCall } from './fake-node-service.ts'
import { createHttpApp } from './http-app.ts'
import { type HttpServer, startHttpServer } from './http-server.ts'
import type { NodeService } from './node-service.ts'

type World = {
  readonly client: CommonholdClient
  readonly calls: readonly RecordedCall[]
  readonly paths: HomePaths
  readonly token: Secret<string>
  readonly server: HttpServer
}

/** A client that found the node through its home folder, as programs on the same machine do. */
async function worldOf(context: TestContext, changes: Partial<NodeService> = {}): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'commonhold-client-'))
  const paths = await createHome(folder)
  const token = await openApiToken(paths, secureRandom)
  const { service, calls } = fakeNodeService(changes)
  const app = createHttpApp({ service, token, clock: realClock, log: silentLog, version: '0.1.0' })
  const server = await startHttpServer({ app, clock: realClock, host: '127.0.0.1', port: 0 })
  await writeApiAddress(paths, { url: server.url, pid: process.pid })
  context.after(async () => {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  })
  return { client: await connect({ home: folder }), calls, paths, token, server }
}

const study = parseStudyId(1)
const asset = parseAssetId(3)

describe('client', () => {
  test('every call reaches its method, and its answer comes back', async (context) => {
    const { client, calls } = await worldOf(context)
    const { service } = fakeNodeService()
    const never = new AbortController().signal
    const proposal = { dataset: 'patients', title: 'Diagnosis' }
    const pairs: [Promise<unknown>, Promise<unknown>][] = [
      [client.status(), service.status()],
      [client.members(), service.members()],
      [client.peers(), service.peers()],
      [client.shutdown(), service.shutdown()],
      [client.addDataset({ path: '/a.csv' }), service.addDataset({ path: '/a.csv' })],
      [client.listDatasets(), service.listDatasets()],
      [client.showDataset('patients'), service.showDataset('patients')],
      [client.profileDataset('patients'), service.profileDataset('patients')],
      [client.previewDataset('patients'), service.previewDataset('patients')],
      [client.evaluateModel({ asset }), service.evaluateModel({ asset })],
      [client.ledger(), service.ledger()],
      [client.listAssets({ kind: 'dataset' }), service.listAssets({ limit: 50 })],
      [client.showAsset(asset), service.showAsset(asset)],
      [client.listRounds({ limit: 1, before: '12-1-2' }), service.listRounds({ limit: 1 })],
      [client.showRound(study, 2), service.showRound(study, 2)],
      [client.studyEvidence(study), service.studyEvidence(study)],
      [client.removeDataset('patients'), service.removeDataset('patients')],
      [client.proposeStudy(proposal), service.proposeStudy(proposal)],
      [client.showStudy(study), service.showStudy(study)],
      [
        client.joinStudy(study, { dataset: 'patients' }),
        service.joinStudy(study, { dataset: 'patients' })
      ],
      [client.leaveStudy(study), service.leaveStudy(study)],
      [client.startStudy(study), service.startStudy(study)],
      [client.cancelStudy(study), service.cancelStudy(study)],
      [client.verifyStudy(study), service.verifyStudy(study, never)],
      [client.listModels(), service.listModels()],
      [client.showModel({ asset }), service.showModel({ asset })],
      [client.predict({ asset }, { csv: 'age\n1' }), service.predict({ asset }, { csv: 'age\n1' })]
    ]
    for (const [remote, local] of pairs) assert.deepEqual(await remote, await local)
    await client.listStudies()
    const content = await client.openContent(study, cidOfDigest(`0x${'1'.repeat(64)}`))
    const pieces: Uint8Array[] = []
    for await (const piece of content.pieces) pieces.push(piece)
    assert.deepEqual([content.sizeBytes, Buffer.concat(pieces).toString()], [5, 'hello'])
    assert.equal(Buffer.from(await client.exportModel({ study })).toString(), 'hello')
    assert.deepEqual(
      new Set(calls.map((call) => call.method)),
      new Set(Object.keys(service).filter((method) => method !== 'events'))
    )
    assert.deepEqual(calls.at(-1)?.arguments, [{ study: 1 }])
  })

  test('an error comes back with its code, fault, hint and details', async (context) => {
    const { client } = await worldOf(context, {
      startStudy: async () => {
        throw new CommonholdError({
          code: 'LEDGER_REVERTED',
          fault: 'chain',
          message: 'Refused by the contract.',
          hint: 'Wait.',
          retryable: true,
          details: { revert: 'StudiesTooFew' }
        })
      }
    })
    await assert.rejects(client.startStudy(study), (cause) => {
      assert.ok(cause instanceof CommonholdError)
      assert.deepEqual(cause.toJSON(), {
        code: 'LEDGER_REVERTED',
        fault: 'chain',
        message: 'Refused by the contract.',
        hint: 'Wait.',
        retryable: true,
        details: { revert: 'StudiesTooFew' }
      })
      return true
    })
  })

  test('events go on after a break of the line', async (context) => {
    // Each connection tells one event and ends.
    const { client } = await worldOf(context, {
      async *events({ after }) {
        const next = fakeEvents[fakeEvents.findIndex((event) => event.id === after) + 1]
        if (next !== undefined) yield next
      }
    })
    const seen: string[] = []
    for await (const event of client.events({ study })) {
      seen.push(event.id)
      if (seen.length === 3) break
    }
    assert.deepEqual(seen, ['1-1', '1-2', '1-3'])
  })

  test('a node that is not there, gone, or of another version is told apart', async (context) => {
    const { client, paths, server, token } = await worldOf(context, {
      status: async () => ({ hello: 'world' }) as never
    })
    const codeOf = (work: Promise<unknown>): Promise<string> =>
      work.then(
        () => 'none',
        (cause) => (cause instanceof CommonholdError ? cause.code : String(cause))
      )
    assert.equal(await codeOf(client.status()), 'SDK_BAD_ANSWER')
    const stranger = await connect({ url: server.url, token: `${token.reveal()}x` })
    assert.equal(await codeOf(stranger.status()), 'NODE_UNAUTHORIZED')
    await server.stop()
    assert.equal(await codeOf(client.peers()), 'SDK_NODE_UNREACHABLE')
    await removeApiAddress(paths)
    assert.equal(await codeOf(connect({ home: paths.root })), 'SDK_NODE_NOT_RUNNING')
  })
})
