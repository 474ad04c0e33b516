/**
 * Who may call the API. It listens on loopback, but a browser on the same machine can be made to
 * call it by any web page: so the Host header must name this machine (against DNS rebinding), an
 * Origin header must be our own (against requests forged by other sites), and every call carries a
 * bearer token that only the owner's account can read from the home folder.
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import { CommonholdError, type Secret } from '@commonhold/base'

const loopbackNames: readonly string[] = ['127.0.0.1', 'localhost', '[::1]']

/** Who is let through. */
export type GateOptions = {
  readonly token: Secret<string>
  /** Host names to accept besides loopback ones, without port. */
  readonly hosts: readonly string[]
}

/**
 * @throws {CommonholdError} `NODE_BAD_HOST`, `NODE_BAD_ORIGIN`
 */
export function checkOrigin(request: Request, options: Pick<GateOptions, 'hosts'>): void {
  const host = request.headers.get('host') ?? ''
  const name = hostNameOf(host)
  if (name === undefined || ![...loopbackNames, ...options.hosts].includes(name)) {
    throw new CommonholdError({
      code: 'NODE_BAD_HOST',
      fault: 'caller',
      message: `The request names the host "${host.slice(0, 80)}", which is not this node.`,
      hint: 'Call the node as 127.0.0.1 or localhost, or list the name under http.hosts.'
    })
  }
  const origin = request.headers.get('origin')
  if (origin !== null && origin !== `http://${host}`) {
    throw new CommonholdError({
      code: 'NODE_BAD_ORIGIN',
      fault: 'caller',
      message: `A page of "${origin.slice(0, 80)}" may not call this node.`,
      hint: 'Call the node from a program, not from a page of another site.'
    })
  }
}

/**
 * @throws {CommonholdError} `NODE_UNAUTHORIZED` unless the request carries the token
 */
export function checkToken(request: Request, options: Pick<GateOptions, 'token'>): void {
  const given = /^Bearer ([\x21-\x7e]{1,256})$/i.exec(request.headers.get('authorization') ?? '')
  if (given !== null && equalText(given[1]!, options.token.reveal())) return
  throw new CommonholdError({
    code: 'NODE_UNAUTHORIZED',
    fault: 'caller',
    message: given === null ? 'The request carries no token.' : "The token is not this node's.",
    hint: 'Send authorization: Bearer and the token in the file api/token of the home folder.'
  })
}

/** Compares digests, so that the time tells nothing of the token, not even its length. */
function equalText(left: string, right: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(left), digest(right))
}

function hostNameOf(host: string): string | undefined {
  return /^(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::\d{1,5})?$/i.exec(host)?.[1]?.toLowerCase()
}
