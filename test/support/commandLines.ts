/** The words of one command, split as a shell would. */
const wordsOf = (line: string): readonly string[] =>
    [...line.matchAll(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g)].map(([word]) => word.replace(/"([^"]*)"|'([^']*)'/g, "$1$2"));

/** The lines of a console block after its prompts. A line that ends in a backslash continues on the next. */
export const promptedLinesIn = (text: string): readonly string[] =>
    text
        .replace(/\\\n\s*/g, "")
        .split("\n")
        .filter((line) => line.startsWith("$ "))
        .map((line) => line.slice(2));

/** The commands of a console block, one per prompt, split into words. */
export const commandLinesIn = (text: string): readonly (readonly string[])[] =>
    promptedLinesIn(text)
        .flatMap((line) => line.split(" && "))
        .map((command) => wordsOf(command.replace(/ > .*$/, "")));
