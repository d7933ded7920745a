/** Names that every JavaScript object inherits are ordinary names in a document. */
import * as assert from "node:assert/strict";
import { evaluate } from "../evaluate";

describe("a document with a name that every object inherits", () => {
    for (const name of ["constructor", "toString", "__proto__"]) {
        it(`is evaluated as with any other name: ${name}`, () => {
            const reviewed = (used: string): string => {
                const text = JSON.stringify({
                    Statement: [
                        { Effect: "Allow", Action: "KEY:Get", Resource: "*", Condition: { Bool: { KEY: "true" } } },
                        { Effect: "Allow", Action: "iam:PassRole", Resource: "*" },
                    ],
                });
                return evaluate("grant", text.replaceAll("KEY", used))
                    .map(({ rule, message, reason, fix }) => [rule.name, message, reason, fix].join("\n"))
                    .join("\n");
            };
            assert.equal(reviewed(name), reviewed("word").replaceAll("word", name));
        });
    }
});
