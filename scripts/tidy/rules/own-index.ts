/** Nothing inside a package imports the package's own index: that is how cycles begin. */
import type { Rule } from '../project.ts'

/** Tests are held to it as well. */
export const ownIndex: Rule = {
  name: 'own-index',
  check(project) {
    return project.sources.flatMap((file) =>
      file.imports.flatMap(({ specifier, line }) => {
        if (file.package === undefined) return []
        const target = project.resolve(file.path, specifier)
        const isOwnName = new RegExp(`^@commonhold/${file.package}(/|$)`).test(specifier)
        const isIndex =
          target !== undefined && /^(packages\/[^/]+\/src|contracts\/ts)\/index\.ts$/.test(target)
        if (!isOwnName && !(isIndex && specifier.startsWith('.'))) return []
        const message = `${specifier} is this package's own index: import the file itself`
        return [{ path: file.path, line, message }]
      })
    )
  }
}
