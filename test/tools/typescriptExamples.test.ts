import * as assert from "node:assert/strict";
import { documentedPatterns } from "../../tools/docs/documentedPattern";
import { examplesOf, location, type Example } from "../../tools/docs/example";
import { exampleStacks, project } from "../../tools/examples";
import { deploy } from "../support/deploy";
import { compileTypescript } from "../support/runTypescript";
import { typeErrorsIn } from "../support/typeErrors";

/** The package, as a program of this repository imports it. */
const inRepository = (text: string): string => text.replace('"ssm-access"', '"./components/index"');

const stackOf = ({ file }: Example): string =>
    Object.values(exampleStacks).find((stack) => stack.file === file)?.stack ?? assert.fail(file);

/** What the pages show of a resource. */
const shown = ({
    type,
    name,
    inputs,
}: {
    readonly type: string;
    readonly name: string;
    readonly inputs: Readonly<Record<string, unknown>>;
}): string => JSON.stringify([type, name, inputs.name, inputs.policy, inputs.assumeRolePolicy]);

describe("the TypeScript examples of the pattern pages", () => {
    let examples: ReadonlyMap<string, Example>;
    before(async () => {
        examples = await examplesOf(documentedPatterns);
    });
    const exampleOf = (key: string): Example => examples.get(key) ?? assert.fail(key);

    it("type-check", () => {
        const texts = [...examples].map(([key, { typescript }]) => [key, inRepository(typescript)] as const);
        const wrong = exampleOf("runCommand").typescript.replace('"groups":', '"teams":');
        const errors = typeErrorsIn(new Map([...texts, ["wrong", inRepository(wrong)]]));
        assert.equal(errors.length, 1, errors.join("\n"));
        assert.match(errors[0] ?? "", /^wrong:3: .*'"teams"' does not exist/);
    });

    // In a program, `deployed` says what a deployer may change; in a stack's config, it is the rest of the stack.
    for (const { key } of documentedPatterns.filter((pattern) => pattern.key !== "deployments")) {
        it(`creates the resources and documents of the page: ${key}`, async () => {
            const example = exampleOf(key);
            const { made } = await deploy(compileTypescript(inRepository(example.typescript), key), {
                project,
                stack: stackOf(example),
                location,
            });
            const prefix = "ssm-access:index:";
            assert.deepEqual(
                made
                    .filter(({ type }) => !type.startsWith(prefix))
                    .map(shown)
                    .sort(),
                example.resources.map(shown).sort(),
            );
        });
    }
});
