/** Measures the time that the pack adds to a preview in the real engine, compared to a pack without policies. */
import { readFileSync } from "node:fs";
import * as iam from "@pulumi/aws/iam";
import { emptyPack } from "./emptyPack";
import { account } from "./documents";
import { figure, type Figure } from "./figures";
import { findCli, installHint } from "../../test/engine/support/cli";
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

/** A compliant permissions policy like those of the components. */
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

/** A program with half roles and half policies. */
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

/** The CPU time of the terminated child processes in seconds; 0 on systems other than Linux. */
const childCpuSeconds = (): number => {
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

interface Duration {
    readonly seconds: number;
    readonly cpuSeconds: number;
}

const preview = async (policyPack: string, count: number): Promise<Duration> => {
    const cli = findCli();
    if (cli === undefined) {
        throw new Error(installHint);
    }
    const world = await EngineWorld.open(cli, { policyPacks: [policyPack] });
    try {
        const [start, startCpu] = [performance.now(), childCpuSeconds()];
        const { succeeded, output } = await world.preview(program(count));
        if (!succeeded) {
            throw new Error(`the preview of ${count} resources failed:\n${output.slice(-2000)}`);
        }
        return { seconds: (performance.now() - start) / 1000, cpuSeconds: childCpuSeconds() - startCpu };
    } finally {
        world.close();
    }
};

/** Measures previews of a number of resources, in pairs: one with the real pack and one with the empty pack. */
export const measureEngine = async (count: number, runs: number): Promise<readonly Figure[]> => {
    const [pack, empty] = [await packCopy(), await emptyPack()];
    const pairs: { readonly pack: Duration; readonly empty: Duration }[] = [];
    try {
        for (let run = 0; run < runs; run += 1) {
            // The second run of a pair benefits from warm caches, so the order alternates.
            const first = run % 2 === 0 ? await preview(pack.folder, count) : undefined;
            const none = await preview(empty.folder, count);
            pairs.push({ pack: first ?? (await preview(pack.folder, count)), empty: none });
        }
    } finally {
        pack.remove();
        empty.remove();
    }
    const of = (pick: (pair: (typeof pairs)[number]) => number): readonly number[] => pairs.map(pick);
    return [
        figure(
            group,
            `preview of ${count} resources`,
            "s",
            of((pair) => pair.pack.seconds),
        ),
        figure(
            group,
            "same preview, pack without policies",
            "s",
            of((pair) => pair.empty.seconds),
        ),
        figure(
            group,
            "added by the policies",
            "s",
            of((pair) => pair.pack.seconds - pair.empty.seconds),
        ),
        figure(
            group,
            "added CPU time",
            "s",
            of((pair) => pair.pack.cpuSeconds - pair.empty.cpuSeconds),
            {
                note: "engine, provider and pack together; independent of other load on the machine",
            },
        ),
    ];
};
