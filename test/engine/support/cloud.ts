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

/** AWS as a test sees it: what is there, what was asked for, and what shall go wrong. */
export class Cloud {
    constructor(
        private readonly home: string,
        private readonly partition: string,
    ) {}

    /** What the engine has asked of AWS so far. */
    calls(): LoggedCall[] {
        try {
            const lines = readFileSync(join(this.home, "calls.jsonl"), "utf8").split("\n");
            return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as LoggedCall);
        } catch {
            return [];
        }
    }

    /** What exists in an account now, of one type. */
    existing(type: string, accountId = defaultAccountId): Entity[] {
        const account = this.account(accountId);
        return account.transact(() => account.all(type));
    }

    /** Everything that exists in an account now. */
    everything(accountId = defaultAccountId): Entity[] {
        const account = this.account(accountId);
        return account.transact(() => account.everything());
    }

    /** Type and id of everything that exists in an account now, in order. */
    listed(accountId = defaultAccountId): readonly string[] {
        return this.everything(accountId)
            .map(({ type, id }) => `${type} ${id}`)
            .sort();
    }

    /** Puts things into an account that this program did not make. */
    seed(entities: readonly Partial<Entity>[], accountId = defaultAccountId): void {
        const account = this.account(accountId);
        account.transact(() => {
            for (const { type = "", region = "", id = "", properties = {} } of entities) {
                account.put({ type, region, id, properties });
            }
        });
    }

    /** Puts users, groups and roles into an account. */
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

    /** Changes properties of a thing behind the engine's back. */
    drift(type: string, id: string, properties: Entity["properties"], accountId = defaultAccountId): void {
        const found = this.existing(type, accountId).find((each) => each.id === id);
        if (found === undefined) {
            throw new Error(`account ${accountId} has no ${type} ${id} that could drift`);
        }
        this.seed([{ ...found, properties: { ...found.properties, ...properties } }], accountId);
    }

    /** Takes a thing away behind the engine's back. */
    vanish(type: string, id: string, region = "", accountId = defaultAccountId): void {
        const account = this.account(accountId);
        account.transact(() => {
            account.remove({ type, region, id, properties: {} });
        });
    }

    /** Lets the nth attempt at an operation go wrong. Without a fault, all goes well from now on. */
    fail(...faults: readonly Fault[]): void {
        writeFileSync(join(this.home, "faults.json"), JSON.stringify(faults));
    }

    private account(accountId: string): Account {
        return new Account(accountId, this.home);
    }
}
