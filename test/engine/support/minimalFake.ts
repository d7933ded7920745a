import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { good } from "../cases";
import type { Made } from "../cases/case";
import { accountId, trust } from "../cases/documents";
import { Account } from "../../fakeAws/account";
import { FakeAws } from "../../fakeAws/provider";
import type { Properties } from "../../fakeAws/value";

export const urn = (type: string): string => `urn:pulumi:test::ssm-access::${type}::thing`;

/** The fake AWS provider without a process of its own: the same checks, the same journal. */
export class MinimalFake {
    private provider: FakeAws;

    /** Uses the accounts in a folder: that of a world, or a temporary one. */
    constructor(readonly folder = mkdtempSync(join(tmpdir(), "ssm-access-fake-aws-"))) {
        this.provider = this.started({ region: "eu-west-1" });
    }

    started(settings: Properties, environment: NodeJS.ProcessEnv = {}): FakeAws {
        const provider = new FakeAws(this.folder, environment);
        provider.configure(settings);
        return provider;
    }

    /** Restarts the provider, as the engine does for each operation: its state must be in the journal. */
    restart(): void {
        this.provider = this.started({ region: "eu-west-1" });
    }

    check(type: string, inputs: Properties, olds: Properties = {}): Properties {
        const { inputs: checked, failures } = this.provider.check(urn(type), olds, inputs, Buffer.from("seed"));
        if (failures.length > 0) {
            throw new Error(
                `at preview: ${failures.map(({ property, reason }) => `${property} ${reason}`).join("; ")}`,
            );
        }
        return checked;
    }

    /** Whether the provider's check passes, so that AWS will be called. */
    accepts(type: string, inputs: Properties): boolean {
        return this.provider.check(urn(type), {}, inputs, Buffer.from("seed")).failures.length === 0;
    }

    create(type: string, inputs: Properties): Made {
        return this.provider.create(urn(type), this.check(type, inputs), false);
    }

    update(type: string, made: Made, inputs: Properties): Properties {
        return this.provider.update(
            made.id,
            urn(type),
            made.properties,
            this.check(type, inputs, made.properties),
            false,
        );
    }

    read(type: string, id: string): { id: string; properties: Properties; inputs: Properties } {
        return this.provider.read(id, urn(type), {}, {});
    }

    delete(type: string, made: Made): void {
        this.provider.delete(made.id, urn(type), made.properties);
    }

    diff(type: string, made: Made, inputs: Properties): ReturnType<FakeAws["diff"]> {
        return this.provider.diff(urn(type), made.properties, this.check(type, inputs));
    }

    invoke(token: string, args: Properties = {}): Properties {
        return this.provider.invoke(token, args);
    }

    seed(type: string, id: string, properties: Properties = { name: id }): void {
        const account = new Account(accountId, this.folder);
        account.transact(() => {
            account.put({ type, region: "", id, properties });
        });
    }

    /** Type and id of all resources, sorted. */
    listed(): readonly string[] {
        const account = new Account(accountId, this.folder);
        return account.transact(() =>
            account
                .everything()
                .map(({ type, id }) => `${type} ${id}`)
                .sort(),
        );
    }

    close(): void {
        rmSync(this.folder, { recursive: true, force: true });
    }
}

/** Creates every valid example, and what the examples depend on. */
export const createValidExamples = (world: MinimalFake): Record<string, Made> => {
    world.seed("aws:iam/user:User", "alice");
    world.seed("aws:iam/group:Group", "operators");
    world.seed("aws:iam/role:Role", "instance", {
        name: "instance",
        arn: `arn:aws:iam::${accountId}:role/instance`,
        assumeRolePolicy: trust({ Principal: { Service: "ec2.amazonaws.com" } }),
    });
    const made: Record<string, Made> = {};
    for (const [type, inputs] of good) {
        made[type] = world.create(type, inputs(made));
    }
    return made;
};
