/** Hands bytes to the browser's downloads under a name. */
export function saveFile(name: string, bytes: Uint8Array<ArrayBuffer>, contentType: string): void {
  const url = URL.createObjectURL(new Blob([bytes], { type: contentType }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The download has taken its own hold of the bytes by the next turn.
  setTimeout(() => URL.revokeObjectURL(url), 1_000)
}
