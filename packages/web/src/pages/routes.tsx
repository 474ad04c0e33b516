/** Every page by its address. The first pattern that matches is drawn. */
import type { ReactNode } from 'react'
import type { RouteParameters } from '../router/route-pattern.ts'
import { MissingPage } from './missing-page.tsx'
import { StudiesPage } from './studies/studies-page.tsx'

/** A page's address and how it is drawn. */
export type Route = {
  readonly pattern: string
  readonly draw: (parameters: RouteParameters) => ReactNode
}

/** The pages. */
export const routes: readonly Route[] = [{ pattern: '/studies', draw: () => <StudiesPage /> }]

/** What is drawn where no pattern matches. */
export const missingPage: ReactNode = <MissingPage />
