/** What the pack adds to a preview in the real engine, beside a pack without policies. */
import { readFileSync } from "node:fs";
import * as iam from "@pulumi/aws/iam";
import { emptyPack } from "./emptyPack";
import { account } from "./documents";
import { figure, type Figure } from "./figures";
import { findCli, howToGetOne } from "../../test/engine/support/cli";
import { EngineWorld, type Program } from "../../test/engine/support/harness";
import { packCopy } from "../../test/policypack/packCopy";

const group = "engine";

const document = (...Statement: readonly object[]): string => JSON.stringify({ Version: "2012-10-17", Statement });

const trust = document({
    Effect: "Allow",
    Principal: { Service: "ssm.amazonaws.com" },
    Action: "sts:AssumeRole",
    Condition: { StringEquals: { "aws:SourceAccount": account } },
});

/** A grant such as our components write, to which the law has nothing to say. */
const grant = (name: string): string =>
    document(
        {
            Effect: "Allow",
            Action: "iam:PassRole",
            Resource: `arn:aws:iam::${account}:role/${name}`,
            Condition: { StringEquals: { "iam:PassedToService": "ssm.amazonaws.com" } },
        },
        {
            Effect: "Allow",
            Action: "ssm:SendCommand",
            Resource: `arn:aws:ssm:eu-west-1:${account}:document/${name}`,
        },
        {
            Effect: "Allow",
            Action: ["ssm:GetCommandInvocation", "ssm:ListCommandInvocations", "ssm:ListCommands"],
            Resource: "*",
        },
    );

/** Half of them roles, and half policies. */
const program =
    (count: number): Program =>
    () => {
        for (let i = 0; i < count; i += 1) {
            const name = `r${i}`;
            if (i % 2 === 0) {
                new iam.Role(name, { name, assumeRolePolicy: trust });
            } else {
                new iam.Policy(name, { name, policy: grant(name) });
            }
        }
        return Promise.resolve({});
    };

/** Seconds of the processor that the processes which this one started and outlived have taken; 0 but on Linux. */
const childrensSeconds = (): number => {
    try {
        // @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html, fields 16 and 17 in ticks of 10 ms
        const fields = readFileSync("/proc/self/stat", "utf8")
            .replace(/^.*\) /, "")
            .split(" ");
        return (Number(fields[13]) + Number(fields[14])) / 100;
    } catch {
        return 0;
    }
};

interface Taken {
    readonly seconds: number;
    readonly processor: number;
}

const preview = async (policyPack: string, count: number): Promise<Taken> => {
    const cli = findCli();
    if (cli === undefined) {
        throw new Error(howToGetOne);
    }
    const world = await EngineWorld.open(cli, { policyPacks: [policyPack] });
    try {
        const [begun, before] = [performance.now(), childrensSeconds()];
        const { succeeded, output } = await world.preview(program(count));
        if (!succeeded) {
            throw new Error(`the preview of ${count} resources failed:\n${output.slice(-2000)}`);
        }
        return { seconds: (performance.now() - begun) / 1000, processor: childrensSeconds() - before };
    } finally {
        world.close();
    }
};

/** Measures previews of so many resources, in pairs: each with our pack and with an empty one, one after the other. */
export const measureEngine = async (count: number, runs: number): Promise<readonly Figure[]> => {
    const [own, empty] = [await packCopy(), await emptyPack()];
    const pairs: { readonly own: Taken; readonly empty: Taken }[] = [];
    try {
        for (let run = 0; run < runs; run += 1) {
            // Whoever comes second finds warm caches, so they take turns.
            const ours = run % 2 === 0 ? await preview(own.folder, count) : undefined;
            const none = await preview(empty.folder, count);
            pairs.push({ own: ours ?? (await preview(own.folder, count)), empty: none });
        }
    } finally {
        own.remove();
        empty.remove();
    }
    const of = (pick: (pair: (typeof pairs)[number]) => number): readonly number[] => pairs.map(pick);
    return [
        figure(
            group,
            `preview of ${count} resources`,
            "s",
            of((pair) => pair.own.seconds),
        ),
        figure(
            group,
            "the same with a pack without policies",
            "s",
            of((pair) => pair.empty.seconds),
        ),
        figure(
            group,
            "added by the policies",
            "s",
            of((pair) => pair.own.seconds - pair.empty.seconds),
        ),
        figure(
            group,
            "of the processor's time",
            "s",
            of((pair) => pair.own.processor - pair.empty.processor),
            {
                note: "what engine, provider and pack took together; not disturbed by others on the machine",
            },
        ),
    ];
};
