/** A plain policy document: its kind is recognized by its form. */
import { keysOf, getOwn } from "../../policypack/documents/values/paths";
import { stackNameOf, urnOf, type ReadInput, type ReadingContext, type SourceText } from "./input";
import { pathPosition } from "./positions";

/** A type without a row in the table of types, in which documents are found by their form. */
const type = "policy:index:Document";

const statementsOf = (value: unknown): readonly unknown[] => [getOwn(value, "Statement")].flat();

export const isPolicyDocument = (value: unknown): boolean =>
    keysOf(value).every((key) => ["Version", "Id", "Statement"].includes(key)) &&
    statementsOf(value).some((statement) => typeof getOwn(statement, "Effect") === "string");

export const readPolicyDocument = (value: unknown, source: SourceText, { organization }: ReadingContext): ReadInput => {
    const stack = stackNameOf(source.file);
    const position = pathPosition(source.text, () => value);
    const prefix = /^document\.?/;
    return {
        file: source.file,
        format: "policy",
        unreadable: [],
        stacks: [
            {
                stack: { stack, project: "policy", organization },
                secretTexts: new Set(),
                resources: [
                    {
                        urn: urnOf("policy", stack, type, stack),
                        type,
                        name: stack,
                        props: { document: value },
                        secretPaths: [],
                        hiddenPaths: [],
                        address: stack,
                        sourceType: "policy document",
                        placeOf: (path) => ({
                            address: stack,
                            type: "policy document",
                            path: path.replace(prefix, ""),
                        }),
                        positionOf: (path) => position(path.replace(prefix, "")),
                    },
                ],
            },
        ],
    };
};
