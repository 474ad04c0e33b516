/**
 * A disk, given: the machine's own in a node, one that tears writes and fills up in a simulation.
 * It is as low as a file system's own calls, because what a loss of power leaves is decided there:
 * what was appended may be torn until `sync`, and a name may be the old one until `syncFolder`.
 */

/** Who may read a new file: `private` its owner alone (mode 0600), `shared` also others (0644). */
export type FileAccess = 'private' | 'shared'

/** One file, open. Errors of every method: `PLATFORM_DISK_FAILED`, for one a full disk. */
export type DiskFile = {
  sizeBytes(): Promise<number>
  /** Reads from `position` on. Answers how many bytes it put into `into`; 0 at the end. */
  read(into: Uint8Array, position: number): Promise<number>
  /** Adds all these bytes at the end. */
  append(bytes: Uint8Array): Promise<void>
  /** Drops all content. */
  empty(): Promise<void>
  /** From here on what was appended survives a loss of power. */
  sync(): Promise<void>
  close(): Promise<void>
}

/**
 * Errors of every method: `PLATFORM_NO_SUCH_FILE` where a file or folder is missing,
 * `PLATFORM_DISK_FAILED` for anything else.
 */
export type Disk = {
  /**
   * `read`: what is there. `append`: to read and to add, made where it is missing. `new`: made, and
   * refused where it is there.
   */
  open(path: string, how: 'read' | 'append' | 'new', access?: FileAccess): Promise<DiskFile>
  /** Gives a file another name, in place of what had it. Durable after `syncFolder`. */
  rename(from: string, to: string): Promise<void>
  /** Removes a file; does nothing where there is none. */
  remove(path: string): Promise<void>
  /** Makes a folder and those above it, where they are missing. */
  makeFolder(path: string, access?: FileAccess): Promise<void>
  /** Names in a folder, sorted. */
  list(folder: string): Promise<readonly string[]>
  /** Undefined where there is no such file. Milliseconds since 1970. */
  stat(
    path: string
  ): Promise<{ readonly sizeBytes: number; readonly changedAtMs: number } | undefined>
  /** Says that a file was changed at `atMs`, milliseconds since 1970. */
  touch(path: string, atMs: number): Promise<void>
  /** From here on names given in the folder survive a loss of power. */
  syncFolder(folder: string): Promise<void>
}
