// @ts-check
/**
 * What stops the project from being set up, said to a person.
 *
 * The files in this folder are plain JavaScript for Node 20 and newer and import nothing but Node,
 * because they run before anything is installed.
 */

/** A setup that cannot go on: `message` says what was seen, `hint` what to do next. */
export class SetupProblem extends Error {
  /** @override */
  name = 'SetupProblem'

  /**
   * @param {string} message
   * @param {string} hint
   */
  constructor(message, hint) {
    super(message)
    this.hint = hint
  }
}
