/** Reads AWS accounts with the AWS SDK, which is loaded only for a check and is no dependency of the package. */
import { createRequire } from "node:module";
import { join } from "node:path";
import { isRecord } from "../config/encrypted";
import type { AccountReader } from "./check";
import type { Preflight, Requirement } from "./requirements";

/** The packages of the AWS SDK that a check loads, with the versions that it is tested with. */
export const sdkPackages = {
    "@aws-sdk/client-ec2": "3.1169.0",
    "@aws-sdk/client-iam": "3.1169.0",
    "@aws-sdk/client-kms": "3.1164.0",
    "@aws-sdk/client-s3": "3.1175.0",
    "@aws-sdk/client-ssm": "3.1169.0",
    "@aws-sdk/client-sts": "3.1177.0",
} as const;

/** The AWS SDK is not installed. */
export class MissingSdkError extends Error {
    constructor(folder: string) {
        const packages = Object.entries(sdkPackages).map(([name, version]) => `${name}@${version}`);
        super(`The check needs the AWS SDK in ${folder}. Run \`npm install --no-save ${packages.join(" ")}\` there.`);
        this.name = "MissingSdkError";
    }
}

interface Client {
    readonly send: (command: object) => Promise<unknown>;
}

type Constructor = new (input: object) => object;

/** A service of the AWS SDK. */
type Service = "ec2" | "iam" | "kms" | "s3" | "ssm" | "sts";

const clientNames: Readonly<Record<Service, string>> = {
    ec2: "EC2Client",
    iam: "IAMClient",
    kms: "KMSClient",
    s3: "S3Client",
    ssm: "SSMClient",
    sts: "STSClient",
};

/** Calls AWS by service, operation and input. */
type Call = (service: Service, operation: string, input?: object) => Promise<Readonly<Record<string, unknown>>>;

/** Calls with the credentials of a provider. `role` is assumed once. */
const callsOf = (
    load: (service: Service) => Readonly<Record<string, unknown>>,
    region: string,
    role: string | undefined,
): Call => {
    const clients = new Map<Service, Client>();
    const made = (service: Service, name: string, input: object): object =>
        new (load(service)[name] as Constructor)(input);
    const clientFor = (service: Service, options: object): Client =>
        made(service, clientNames[service], { region, ...options }) as Client;
    const send = async (client: Client, service: Service, operation: string, input: object) => {
        const output = await client.send(made(service, `${operation}Command`, input));
        return isRecord(output) ? output : {};
    };
    const assume = async (): Promise<object> => {
        if (role === undefined) {
            return {};
        }
        const sts = clientFor("sts", {});
        const { Credentials: found } = await send(sts, "sts", "AssumeRole", {
            RoleArn: role,
            RoleSessionName: "ssm-access-preflight",
        });
        const { AccessKeyId, SecretAccessKey, SessionToken } = isRecord(found) ? found : {};
        return {
            credentials: {
                accessKeyId: AccessKeyId,
                secretAccessKey: SecretAccessKey,
                sessionToken: SessionToken,
            },
        };
    };
    let credentials: Promise<object> | undefined;
    return async (service, operation, input = {}) => {
        credentials ??= assume();
        const options = await credentials;
        const client = clients.get(service) ?? clientFor(service, options);
        clients.set(service, client);
        return send(client, service, operation, input);
    };
};

/** The errors with which AWS says that a resource does not exist. Every other error leaves that open. */
const notFound =
    /^(NoSuchEntity|NotFound|NoSuchBucket|NotFoundException|InvalidDocument|Invalid(Vpc|Subnet|Group|RouteTable)ID\.NotFound)/i;

const isNotFound = (error: unknown): boolean =>
    error instanceof Error && (notFound.test(error.name) || notFound.test(String((error as { Code?: unknown }).Code)));

/** The call that fails if a resource does not exist; undefined for kinds that are not looked up. */
const lookup = ({ kind, id }: Requirement): Parameters<Call> | undefined => {
    switch (kind) {
        case "user":
            return ["iam", "GetUser", { UserName: id }];
        case "group":
            return ["iam", "GetGroup", { GroupName: id, MaxItems: 1 }];
        case "role":
            return ["iam", "GetRole", { RoleName: id }];
        case "policy":
            return ["iam", "GetPolicy", { PolicyArn: id }];
        case "vpc":
            return ["ec2", "DescribeVpcs", { VpcIds: [id] }];
        case "subnet":
            return ["ec2", "DescribeSubnets", { SubnetIds: [id] }];
        case "security group":
            return ["ec2", "DescribeSecurityGroups", { GroupIds: [id] }];
        case "route table":
            return ["ec2", "DescribeRouteTables", { RouteTableIds: [id] }];
        case "bucket":
            return ["s3", "HeadBucket", { Bucket: id }];
        case "key":
            return ["kms", "DescribeKey", { KeyId: id }];
        case "document":
            return ["ssm", "DescribeDocument", { Name: id }];
        case "topic":
        case "log group":
        case "function":
        case "state machine":
            return undefined;
    }
};

const recordsIn = (value: unknown): readonly Readonly<Record<string, unknown>>[] =>
    Array.isArray(value) ? value.filter(isRecord) : [];

const stringsIn = (value: unknown): readonly string[] =>
    Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];

/** All pages of an IAM list, one after the other. */
const pagesOf = async <Item>(
    call: Call,
    operation: string,
    input: object,
    itemsOf: (page: Readonly<Record<string, unknown>>) => readonly Item[],
): Promise<readonly Item[]> => {
    const items: Item[] = [];
    let marker: unknown;
    do {
        const page = await call("iam", operation, { ...input, ...(marker === undefined ? {} : { Marker: marker }) });
        items.push(...itemsOf(page));
        marker = page.IsTruncated === true ? page.Marker : undefined;
    } while (marker !== undefined);
    return items;
};

const capitalized = { user: "User", group: "Group", role: "Role" } as const;

const noPolicies = { attached: [], inlineCharacters: 0 } as const;

/** The policies of a principal; none if the stack has not created it yet. */
const policiesOf = async (
    call: Call,
    { kind, name }: Parameters<AccountReader["policiesOf"]>[0],
): ReturnType<AccountReader["policiesOf"]> => {
    const noun = capitalized[kind];
    const principal = { [`${noun}Name`]: name };
    try {
        const attached = await pagesOf(call, `ListAttached${noun}Policies`, principal, ({ AttachedPolicies }) =>
            recordsIn(AttachedPolicies).map(({ PolicyArn }) => String(PolicyArn)),
        );
        const inline = await pagesOf(call, `List${noun}Policies`, principal, ({ PolicyNames }) =>
            stringsIn(PolicyNames),
        );
        let inlineCharacters = 0;
        for (const policy of inline) {
            const { PolicyDocument } = await call("iam", `Get${noun}Policy`, { ...principal, PolicyName: policy });
            // IAM returns the document percent-encoded, and does not count white space.
            inlineCharacters += decodeURIComponent(String(PolicyDocument)).replace(/\s/g, "").length;
        }
        return { attached, inlineCharacters };
    } catch (error) {
        if (isNotFound(error)) {
            return noPolicies;
        }
        throw error;
    }
};

const numbersIn = (value: unknown): Readonly<Record<string, number>> =>
    Object.fromEntries(
        Object.entries(isRecord(value) ? value : {}).filter(
            (entry): entry is [string, number] => typeof entry[1] === "number",
        ),
    );

/**
 * The answers of AWS for the providers of a stack, each with its credentials and in its Region.
 *
 * @param folder the folder whose `node_modules` has the AWS SDK.
 * @throws MissingSdkError if it has not.
 */
export const awsReaders = (
    locations: Preflight["locations"],
    folder: string,
): ((provider: string | undefined) => AccountReader) => {
    const requireFrom = createRequire(join(folder, "package.json"));
    const load = (service: Service): Readonly<Record<string, unknown>> => {
        try {
            return requireFrom(`@aws-sdk/client-${service}`) as Readonly<Record<string, unknown>>;
        } catch (error) {
            if (error instanceof Error && Reflect.get(error, "code") === "MODULE_NOT_FOUND") {
                throw new MissingSdkError(folder);
            }
            throw error;
        }
    };
    load("sts");
    const readers = new Map(
        locations.map(({ provider, region, assumeRoleArn }): [string | undefined, AccountReader] => {
            const calls = new Map<string, Call>();
            const callIn = (its: string): Call => {
                const call = calls.get(its) ?? callsOf(load, its, assumeRoleArn);
                calls.set(its, call);
                return call;
            };
            const call = callIn(region);
            return [
                provider,
                {
                    account: async () => String((await call("sts", "GetCallerIdentity")).Account),
                    exists: async (requirement) => {
                        const operation = lookup(requirement);
                        if (operation === undefined) {
                            return undefined;
                        }
                        try {
                            await callIn(requirement.region)(...operation);
                            return true;
                        } catch (error) {
                            if (isNotFound(error)) {
                                return false;
                            }
                            throw error;
                        }
                    },
                    policiesOf: (principal) => policiesOf(call, principal),
                    summary: async () => numbersIn((await call("iam", "GetAccountSummary")).SummaryMap),
                },
            ];
        }),
    );
    return (provider) => {
        const reader = readers.get(provider);
        if (reader === undefined) {
            throw new Error(`the stack has no provider "${provider ?? ""}"`);
        }
        return reader;
    };
};

/** The account of the credentials of this run. */
export const accountOfCredentials = (folder: string, region: string): Promise<string> =>
    awsReaders([{ partition: "aws", accountId: "", region }], folder)(undefined).account();
