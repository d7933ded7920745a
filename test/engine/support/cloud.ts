import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Account, type Entity } from "../../fakeAws/account";
import type { Fault, LoggedCall } from "../../fakeAws/provider";
import type { ExistingRole, World } from "./world";

export const defaultAccountId = "123456789012";

const kinds = [
    ["aws:iam/user:User", "user", "users"],
    ["aws:iam/group:Group", "group", "groups"],
    ["aws:iam/role:Role", "role", "roles"],
] as const;

/** The fake AWS from the perspective of a test: what exists, which calls were made, and which faults to inject. */
export class Cloud {
    constructor(
        private readonly home: string,
        private readonly partition: string,
    ) {}

    /** The calls that the engine has made to AWS so far. */
    calls(): LoggedCall[] {
        try {
            const lines = readFileSync(join(this.home, "calls.jsonl"), "utf8").split("\n");
            return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as LoggedCall);
        } catch {
            return [];
        }
    }

    /** The resources of one type that exist in an account. */
    existing(type: string, accountId = defaultAccountId): Entity[] {
        const account = this.account(accountId);
        return account.transact(() => account.all(type));
    }

    /** All resources that exist in an account. */
    everything(accountId = defaultAccountId): Entity[] {
        const account = this.account(accountId);
        return account.transact(() => account.everything());
    }

    /** Type and id of all resources in an account, sorted. */
    listed(accountId = defaultAccountId): readonly string[] {
        return this.everything(accountId)
            .map(({ type, id }) => `${type} ${id}`)
            .sort();
    }

    /** Adds resources to an account that the program does not manage. */
    seed(entities: readonly Partial<Entity>[], accountId = defaultAccountId): void {
        const account = this.account(accountId);
        account.transact(() => {
            for (const { type = "", region = "", id = "", properties = {} } of entities) {
                account.put({ type, region, id, properties });
            }
        });
    }

    /** Adds users, groups and roles to an account. */
    populate({
        accountId = defaultAccountId,
        ...names
    }: Pick<World, "users" | "groups" | "roles" | "accountId">): void {
        const entities = kinds.flatMap(([type, kind, many]) =>
            (names[many] ?? []).map((each) => {
                const { name, path = "/", ...rest }: ExistingRole = typeof each === "string" ? { name: each } : each;
                const arn = `arn:${this.partition}:iam::${accountId}:${kind}${path}${name}`;
                return { type, id: name, properties: { name, path, arn, ...rest } };
            }),
        );
        this.seed(entities, accountId);
    }

    /** Changes properties of a resource outside Pulumi. */
    drift(type: string, id: string, properties: Entity["properties"], accountId = defaultAccountId): void {
        const found = this.existing(type, accountId).find((each) => each.id === id);
        if (found === undefined) {
            throw new Error(`account ${accountId} has no ${type} ${id} to change`);
        }
        this.seed([{ ...found, properties: { ...found.properties, ...properties } }], accountId);
    }

    /** Deletes a resource outside Pulumi. */
    vanish(type: string, id: string, region = "", accountId = defaultAccountId): void {
        const account = this.account(accountId);
        account.transact(() => {
            account.remove({ type, region, id, properties: {} });
        });
    }

    /** Makes the nth attempt at an operation fail. Without arguments, clears all faults. */
    fail(...faults: readonly Fault[]): void {
        writeFileSync(join(this.home, "faults.json"), JSON.stringify(faults));
    }

    private account(accountId: string): Account {
        return new Account(accountId, this.home);
    }
}
