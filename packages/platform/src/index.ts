export { type FileAccess, readFileIfPresent, writeFileAtomic } from './atomic-file.ts'
export { nodeCrypto } from './node-crypto.ts'
export { realClock } from './real-clock.ts'
export { secureRandom } from './secure-random.ts'
