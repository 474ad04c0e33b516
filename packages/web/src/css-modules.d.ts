/** What importing a style sheet gives: the names of its classes as they are in the built page. */
declare module '*.module.css' {
  const css: Readonly<Record<string, string>>
  export default css
}

declare module '*.css'
