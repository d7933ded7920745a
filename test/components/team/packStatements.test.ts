import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import {
    packedDocuments,
    packStatements,
    policiesIn,
    wholeDocument,
    type LevelStatements,
} from "../../../components/team/packStatements";
import { allow } from "../../../policypack/iam";
import { atomsOf, exampleLevels } from "./atoms";

const maximum = 6144;

const documentsOf = (levels: readonly LevelStatements[], most = maximum) =>
    packedDocuments(levels, packStatements(levels, most));

const texts = (levels: readonly LevelStatements[]): readonly string[] =>
    documentsOf(levels).map((document) => JSON.stringify(document));

/** A level that nothing can be merged with. */
const levelOf = (name: string, statements: number, characters: number): LevelStatements => ({
    id: `runCommand.${name}.operator`,
    statements: Array.from({ length: statements }, (_, i) =>
        allow(`Send${String(i)}`, [`ssm:${name}${String(i)}`], [`${name}${String(i)}`.padEnd(characters, "x")]),
    ),
});

const aTeam = fc
    .uniqueArray(fc.integer({ min: 0, max: 99 }), { minLength: 2, maxLength: 24 })
    .map((names) => names.map((name) => levelOf(`n${String(name)}`, 1 + (name % 7), 60 + name * 5)));

describe("packStatements", () => {
    it("grants what all access levels of all patterns grant, and keeps the limit", () => {
        fc.assert(
            fc.property(fc.subarray([...exampleLevels]), (levels) => {
                const documents = documentsOf(levels);
                assert.deepEqual(
                    [...atomsOf(documents.flatMap(({ Statement }) => Statement))].sort(),
                    [...atomsOf(levels.flatMap(({ statements }) => statements))].sort(),
                );
                assert.ok(documents.every((one) => JSON.stringify(one).length <= maximum));
            }),
            { numRuns: 30 },
        );
    });

    it("needs as few policies as the characters need, or one more", () => {
        fc.assert(
            fc.property(aTeam, (levels) => {
                const characters = JSON.stringify(wholeDocument(levels)).length;
                const least = Math.ceil(characters / maximum);
                const count = policiesIn(packStatements(levels, maximum));
                assert.ok(count === least || count === least + 1, `${String(count)} for ${String(characters)}`);
            }),
        );
    });

    it("is the same for any order of the levels", () => {
        fc.assert(
            fc.property(
                aTeam.chain((levels) =>
                    fc.tuple(fc.constant(levels), fc.shuffledSubarray(levels, { minLength: levels.length })),
                ),
                ([levels, shuffled]) => {
                    assert.deepEqual(texts(shuffled), texts(levels));
                },
            ),
        );
    });

    it("changes one policy for one more statement of a level, while there is room", () => {
        const levels = Array.from({ length: 14 }, (_, i) => levelOf(`level${String(i)}`, 5, 200));
        const before = texts(levels);
        assert.equal(before.length, 4);
        for (const [at, level] of levels.entries()) {
            const more = allow("Further", ["ssm:Further"], ["one"]);
            const changed = texts(
                levels.map((one, i) => (i === at ? { ...one, statements: [...one.statements, more] } : one)),
            );
            assert.equal(changed.filter((text) => !before.includes(text)).length, 1, level.id);
        }
    });

    it("moves few statements when a level is added or removed", () => {
        const levels = Array.from({ length: 40 }, (_, i) => levelOf(`level${String(i)}`, 4, 160));
        const whole = packStatements(levels, maximum);
        const moved = levels.map((removed) => {
            const rest = packStatements(
                levels.filter((level) => level !== removed),
                maximum,
            );
            return [...rest].filter(([part, policy]) => whole.get(part) !== policy).length / rest.size;
        });
        const average = moved.reduce((sum, share) => sum + share, 0) / moved.length;
        assert.ok(average < 0.1, `${String(average)} of the statements move on average`);
    });

    it("divides a level that fits in no policy as a whole", () => {
        const levels = ["a", "b", "c"].map((name) => levelOf(name, 4, 800));
        const counts = documentsOf(levels).map(({ Statement }) => Statement.length);
        assert.deepEqual([...counts].sort(), [5, 7]);
    });

    it("rejects a statement that fits in no policy", () => {
        assert.throws(() => packStatements([levelOf("a", 1, 7000)], maximum), /more than 6144 characters/);
    });

    it("puts a statement that it has not measured to the others of its level", () => {
        const measured = levelOf("a", 2, 50);
        const packing = packStatements([measured], maximum);
        const further = { ...measured, statements: [...measured.statements, allow("New", ["ssm:New"], ["*"])] };
        assert.deepEqual(
            packedDocuments([further], packing).map(({ Statement }) => Statement.map(({ Sid }) => Sid)),
            [["Send0", "Send1", "New"]],
        );
    });
});
