/** The pack as the engine runs it, beside a pack without policies: what starting it and asking it adds. */
import { Analyzer, type Resource } from "../../test/policypack/analyzer";
import { packCopy } from "../../test/policypack/packCopy";
import { account, documents } from "./documents";
import { emptyPack } from "./emptyPack";
import { figure, type Figure } from "./figures";

const group = "pack";

const holders = {
    grant: ["aws:iam/policy:Policy", "policy"],
    trust: ["aws:iam/role:Role", "assumeRolePolicy"],
    resource: ["aws:sqs/queuePolicy:QueuePolicy", "policy"],
    boundary: ["aws:organizations/policy:Policy", "content"],
} as const;

/** A stack of so many resources, every other one with a policy document. */
const stack = (count: number, seed: number): readonly Resource[] => {
    const provider = { region: "eu-west-1", allowedAccountIds: [account] };
    return documents(count, seed).map(({ kind, text }, index) => {
        const name = `r${index}`;
        const tags = { team: "payments", stage: "production", owner: `someone-${index}` };
        const [type, property] = holders[kind];
        return index % 2 === 0
            ? { type, name, provider, properties: { name, tags, [property]: text } }
            : { type: "aws:ec2/instance:Instance", name, provider, properties: { instanceType: "m7g.large", tags } };
    });
};

/** Another process on the machine slows both packs alike when they take turns. */
const turn = 50;

/** Milliseconds a resource for each pack, asked one after the other as the engine does for each registration. */
const perResource = async <Name extends string>(
    packs: Readonly<Record<Name, Analyzer>>,
    resources: readonly Resource[],
): Promise<Readonly<Record<Name, number>>> => {
    const names = Object.keys(packs) as Name[];
    const taken = Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;
    for (let at = 0; at < resources.length; at += turn) {
        for (const name of names) {
            const begun = performance.now();
            for (const resource of resources.slice(at, at + turn)) {
                await packs[name].analyze(resource);
            }
            taken[name] += (performance.now() - begun) / resources.length;
        }
    }
    return taken;
};

/** So many resources warm a pack up before any is counted. */
const warmUp = 200;

/** Measures with stacks of so many resources. */
export const measurePack = async (count: number, runs: number): Promise<readonly Figure[]> => {
    const [own, empty] = [await packCopy(), await emptyPack()];
    const ready = { own: [] as number[], empty: [] as number[] };
    const asked = { own: [] as number[], empty: [] as number[] };
    try {
        for (let run = 0; run < runs; run += 1) {
            const packs = { own: await Analyzer.start(own.folder), empty: await Analyzer.start(empty.folder) };
            try {
                const before = stack(warmUp, 3);
                const resources = stack(count, 4 + run);
                for (const name of ["own", "empty"] as const) {
                    ready[name].push(packs[name].readyAfter);
                    // The engine configures every pack before it asks it anything.
                    await packs[name].configure({});
                }
                await perResource(packs, before);
                const { own: mine, empty: none } = await perResource(packs, resources);
                asked.own.push(mine);
                asked.empty.push(none);
            } finally {
                await Promise.all([packs.own.stop(), packs.empty.stop()]);
            }
        }
    } finally {
        own.remove();
        empty.remove();
    }
    const pairs = <Result>(of: typeof ready, join: (mine: number, none: number) => Result): readonly Result[] =>
        of.own.map((mine, at) => join(mine, of.empty[at] ?? NaN));
    const seconds = (values: readonly number[]): readonly number[] => values.map((value) => value / 1000);
    return [
        figure(group, "from start to ready", "s", seconds(ready.own)),
        figure(group, "the same for a pack without policies", "s", seconds(ready.empty)),
        figure(
            group,
            "to that pack",
            "times",
            pairs(ready, (mine, none) => mine / none),
            { aim: 1.2 },
        ),
        figure(group, "to answer for a resource", "ms", asked.own, {
            note: `${count} resources over gRPC, every other one with a document`,
        }),
        figure(
            group,
            "of it added by the policies",
            "ms",
            pairs(asked, (mine, none) => mine - none),
            { aim: 1 },
        ),
    ];
};
