/** The node's version, as its package says it. */
import packageJson from '../package.json' with { type: 'json' }

/** Semantic version. */
export const nodeVersion: string = packageJson.version
