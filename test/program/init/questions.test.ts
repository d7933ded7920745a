import * as assert from "node:assert/strict";
import { askForChoice, type Answers } from "../../../program/init/questions";

/** Answers the questions in order, and returns what was asked. */
const asked = async (
    given: Partial<Answers>,
    ...answers: readonly string[]
): Promise<{ readonly chosen: Answers; readonly questions: readonly string[] }> => {
    const questions: string[] = [];
    const left = [...answers];
    const chosen = await askForChoice(
        (question) => {
            questions.push(question);
            return Promise.resolve(left.shift() ?? assert.fail(`no answer to ${question}`));
        },
        given,
        {
            stack: (name) => (name === "taken" ? "It exists." : undefined),
            region: (code) => (code === "mars" ? "No Region." : undefined),
        },
    );
    assert.deepEqual(left, []);
    return { chosen, questions };
};

describe("the questions of npm run init", () => {
    it("have defaults", async () => {
        const { chosen, questions } = await asked({}, "", "", "managedInstance", "");
        assert.deepEqual(chosen, { stack: "dev", region: "eu-west-1", pattern: ["managedInstance=web"] });
        assert.match(questions[2] ?? "", /^ {2}1 {2}runCommand: Access to Run Command/m);
    });

    it("are asked only for what the options leave open", async () => {
        const { chosen, questions } = await asked({ stack: "s", pattern: ["session"] }, "eu-north-1");
        assert.deepEqual(chosen, { stack: "s", region: "eu-north-1", pattern: ["session"] });
        assert.deepEqual(questions, ["Region [eu-west-1]: "]);
    });

    it("take patterns by number and name, each once", async () => {
        const { chosen } = await asked({ stack: "s", region: "eu-west-1" }, "1, session 3,parameter", "a", "", "b");
        assert.deepEqual(chosen.pattern, ["runCommand=a", "session=shells", "parameter=b"]);
    });

    it("are repeated after an invalid answer, without the list", async () => {
        const { chosen, questions } = await asked({}, "taken", "s", "mars", "eu-west-1", "", "0 99 x", "3", "a.b", "c");
        assert.deepEqual(chosen, { stack: "s", region: "eu-west-1", pattern: ["session=c"] });
        assert.deepEqual(
            questions.filter((_, i) => [1, 3, 5, 6, 8].includes(i)),
            [
                "It exists.\nName of the stack [dev]: ",
                "No Region.\nRegion [eu-west-1]: ",
                "Choose at least one.\nPatterns, by number or name: ",
                "Not in the list: 0, 99, x.\nPatterns, by number or name: ",
                'Use a letter followed by at most 63 letters, digits, "_" or "-".\nName of the component of session [shells]: ',
            ],
        );
    });
});
