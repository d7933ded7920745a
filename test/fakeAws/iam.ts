import { ManagedPolicy } from "@pulumi/aws/types/enums/iam";
import type { Account, Entity } from "./account";
import {
    arn,
    between,
    booleanField,
    computed,
    generated,
    initially,
    itemsBetween,
    jsonObject,
    length,
    listOf,
    namesake,
    numberField,
    pattern,
    replaces,
    required,
    setOfText,
    tagsField,
    textField,
    uniqueId,
    type Call,
    type Field,
    type Functions,
    type Models,
} from "./model";
import type { AwsLocation } from "./location";
import { countedSize, rejectMalformed } from "./policyDocument";
import { AwsError } from "./awsError";
import { isRecord, parseJson, records, text, texts, type Properties } from "./value";

export const role = "aws:iam/role:Role";
export const rolePolicy = "aws:iam/rolePolicy:RolePolicy";
export const managedPolicy = "aws:iam/policy:Policy";
export const instanceProfile = "aws:iam/instanceProfile:InstanceProfile";
export const user = "aws:iam/user:User";
export const group = "aws:iam/group:Group";
const rolePolicyAttachment = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const userPolicyAttachment = "aws:iam/userPolicyAttachment:UserPolicyAttachment";
const groupPolicyAttachment = "aws:iam/groupPolicyAttachment:GroupPolicyAttachment";
const openIdConnectProvider = "aws:iam/openIdConnectProvider:OpenIdConnectProvider";

/** A quota of the account, stored as an entity. The default applies unless a test sets another value. */
export const quota = "fakeAws:index:Quota";

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const quotas = {
    /** Characters of a trust policy. Can be raised to 8,192 on request. */
    ACLSizePerRole: 2048,
    /** Characters of a managed policy. Not adjustable. */
    PolicySize: 6144,
    /** Characters of all inline policies of a role in total. Not adjustable. */
    RolePolicySize: 10_240,
    PoliciesPerRole: 10,
    PoliciesPerUser: 10,
    PoliciesPerGroup: 10,
    PoliciesPerAccount: 1500,
    RolesPerAccount: 1000,
    InstanceProfilesPerAccount: 1000,
} as const;

type QuotaName = keyof typeof quotas;

const limitOf = (account: Account, name: QuotaName): number => {
    const raised = account.find(quota, name)?.properties.value;
    return typeof raised === "number" ? raised : quotas[name];
};

const rejectBeyondQuota = (account: Account, name: QuotaName, count: number): void => {
    const limit = limitOf(account, name);
    if (count > limit) {
        throw new AwsError("LimitExceeded", `Cannot exceed quota for ${name}: ${limit}, got ${count}.`);
    }
};

const missing = (message: string): AwsError => new AwsError("NoSuchEntity", message);
const duplicate = (message: string): AwsError => new AwsError("EntityAlreadyExists", message);

// Inputs.

const nameOf = (maxLength: number): Field =>
    textField(length(1, maxLength), pattern(/^[\w+=,.@-]*$/, "letters, digits and +=,.@_- only"));

const path: Field = initially(
    "/",
    textField(
        length(1, 512),
        pattern(/^\/$|^\/[\u0021-\u007E]+\/$/, "a path that begins and ends with /"),
        pattern(/^(?!.*\/\/)/, "a path without //"),
    ),
);

const description = textField(length(0, 1000), pattern(/^[\t\n\r -~\u00A1-\u00FF]*$/, "printable Latin-1 text"));

const document: Field = { ...required(textField(jsonObject)), json: true };

const policyArn = required(replaces(textField(arn("iam", "policy/.+"))));

// Existing entities.

const awsManaged: ReadonlySet<string> = new Set(
    Object.values(ManagedPolicy).map((each) => each.slice(each.indexOf(":policy/") + 1)),
);

/** Rejects a managed policy that exists neither in the account nor among AWS's own. */
const rejectMissingPolicy = ({ account, location }: Call, policy: string): void => {
    const [, partition, , , owner, resource] = policy.split(":");
    if (partition !== location.partition) {
        throw new AwsError("InvalidInput", `Partition ${partition ?? ""} of ${policy} is not ${location.partition}.`);
    }
    const exists = owner === "aws" ? awsManaged.has(resource ?? "") : account.find(managedPolicy, policy) !== undefined;
    if (!exists) {
        throw missing(`Policy ${policy} does not exist or is not attachable.`);
    }
};

const rejectMissingBoundary = (call: Call): void => {
    const boundary = text(call.inputs, "permissionsBoundary");
    if (boundary !== "") {
        rejectMissingPolicy(call, boundary);
    }
};

const rejectMissingRole = ({ account }: Call, name: string): Entity => {
    const found = account.find(role, name);
    if (found === undefined) {
        throw missing(`The role with name ${name} cannot be found.`);
    }
    return found;
};

/**
 * Rejects principals of this account that do not exist, in trust policies and key policies. AWS also checks principals
 * of other accounts; the fake cannot.
 */
export const rejectMissingPrincipals = ({ account }: Call, source: string): void => {
    const parsed = parseJson(source);
    const statements = isRecord(parsed) ? [parsed.Statement].flat() : [];
    for (const statement of statements) {
        const principal = isRecord(statement) ? statement.Principal : undefined;
        for (const each of isRecord(principal) ? texts(principal.AWS) : []) {
            const [, , service, , owner, resource = ""] = each.split(":");
            if (service !== "iam" || owner !== account.accountId || resource === "root") {
                continue;
            }
            const type = resource.startsWith("user/") ? user : role;
            if (!account.all(type).some(({ properties }) => properties.arn === each)) {
                throw new AwsError("MalformedPolicyDocument", `Invalid principal in policy: "AWS":"${each}"`);
            }
        }
    }
};

/** The services that a role's trust policy allows to assume it. */
const trustedServices = ({ properties }: Entity): string[] => {
    const parsed = parseJson(text(properties, "assumeRolePolicy"));
    return (isRecord(parsed) ? [parsed.Statement].flat() : []).flatMap((statement) =>
        isRecord(statement) && statement.Effect === "Allow" && isRecord(statement.Principal)
            ? texts(statement.Principal.Service)
            : [],
    );
};

/**
 * A role passed to a service must exist. Roles of other accounts are not checked, nor are service-linked roles, which
 * AWS creates when they are needed. With `service`, the role must also trust that service.
 */
export const rejectUnusableRole = (
    { account, location }: Call,
    arnOfRole: string,
    code: string,
    service?: string,
): void => {
    const [, partition, , , owner, resource = ""] = arnOfRole.split(":");
    if (owner !== account.accountId || resource.startsWith("role/aws-service-role/")) {
        return;
    }
    const found = account.all(role).find(({ properties }) => properties.arn === arnOfRole);
    if (found === undefined || partition !== location.partition) {
        throw new AwsError(code, `The role ${arnOfRole} does not exist.`);
    }
    if (service !== undefined && !trustedServices(found).includes(service)) {
        throw new AwsError(code, `The role ${arnOfRole} must allow ${service} to assume it.`);
    }
};

/** The role with this name, with or without its path, if it trusts the service. */
export const trustingRole = ({ account }: Call, name: string, service: string): Entity | undefined => {
    const found = account.find(role, name.slice(name.lastIndexOf("/") + 1));
    const path = name.includes("/") ? `/${name.slice(0, name.lastIndexOf("/") + 1)}` : undefined;
    const exists = found !== undefined && (path === undefined || found.properties.path === path);
    return exists && trustedServices(found).includes(service) ? found : undefined;
};

const inlineSize = (account: Account, owner: string, except = ""): number =>
    account
        .all(rolePolicy)
        .filter(({ id, properties }) => properties.role === owner && id !== except)
        .reduce((sum, { properties }) => sum + countedSize(text(properties, "policy")), 0);

const attachedTo = (account: Account, owner: string): Entity[] =>
    account.all(rolePolicyAttachment).filter(({ properties }) => properties.role === owner);

const iamArn = ({ partition, accountId }: AwsLocation, kind: string, properties: Properties): string =>
    `arn:${partition}:iam::${accountId}:${kind}${text(properties, "path") || "/"}${text(properties, "name")}`;

// Attachments differ only in what they attach to.

const attachmentTypes = [
    ["role", rolePolicyAttachment, role, "PoliciesPerRole"],
    ["user", userPolicyAttachment, user, "PoliciesPerUser"],
    ["group", groupPolicyAttachment, group, "PoliciesPerGroup"],
] as const;

const attachments: Models = Object.fromEntries(
    attachmentTypes.map(([owner, type, ownerType, quotaName]) => [
        type,
        {
            global: true,
            fields: { [owner]: required(replaces(nameOf(owner === "group" ? 128 : 64))), policyArn },
            id: ({ inputs }) => `${text(inputs, owner)}/${text(inputs, "policyArn")}`,
            outputs: () => ({}),
            validate: (call) => {
                const name = text(call.inputs, owner);
                if (call.account.find(ownerType, name) === undefined) {
                    throw missing(`The ${owner} with name ${name} cannot be found.`);
                }
                rejectMissingPolicy(call, text(call.inputs, "policyArn"));
                const others = call.account
                    .all(type)
                    .filter(({ properties }) => properties[owner] === name)
                    .filter(({ properties }) => properties.policyArn !== call.inputs.policyArn);
                rejectBeyondQuota(call.account, quotaName, others.length + 1);
            },
        },
    ]),
);

export const iam: Models = {
    ...attachments,
    [role]: {
        global: true,
        autoname: { maxLength: 64 },
        conflicts: [["name", "namePrefix"]],
        fields: {
            assumeRolePolicy: document,
            description,
            forceDetachPolicies: booleanField(false),
            inlinePolicies: listOf({ name: nameOf(128), policy: { ...textField(jsonObject), json: true } }),
            managedPolicyArns: setOfText(arn("iam", "policy/.+")),
            maxSessionDuration: initially(3600, numberField(between(3600, 43_200))),
            name: replaces(computed(nameOf(64))),
            namePrefix: replaces(computed(nameOf(38))),
            path: replaces(path),
            permissionsBoundary: textField(arn("iam", "policy/.+")),
            tags: tagsField,
        },
        id: ({ inputs }) => text(inputs, "name"),
        outputs: (call) => ({
            arn: call.before?.arn ?? iamArn(call.location, "role", call.inputs),
            uniqueId: call.before?.uniqueId ?? uniqueId(call, "AROA"),
            createDate: call.before?.createDate ?? "2026-01-01T00:00:00Z",
        }),
        validate: (call) => {
            const { account, inputs, id } = call;
            const trust = text(inputs, "assumeRolePolicy");
            if (id === undefined) {
                const other = namesake(account, role, text(inputs, "name"), { ignoreCase: true });
                if (other !== undefined) {
                    throw duplicate(`Role with name ${other.id} already exists.`);
                }
                rejectBeyondQuota(account, "RolesPerAccount", account.all(role).length + 1);
            }
            rejectMalformed("trust", trust);
            rejectBeyondQuota(account, "ACLSizePerRole", countedSize(trust));
            rejectMissingPrincipals(call, trust);
            rejectMissingBoundary(call);
            const managed = texts(inputs.managedPolicyArns);
            managed.forEach((each) => {
                rejectMissingPolicy(call, each);
            });
            rejectBeyondQuota(account, "PoliciesPerRole", managed.length);
            const inline = records(inputs.inlinePolicies).map((each) => text(each, "policy"));
            inline.forEach((each) => {
                rejectMalformed("grant", each);
            });
            rejectBeyondQuota(
                account,
                "RolePolicySize",
                inline.reduce((sum, each) => sum + countedSize(each), 0),
            );
        },
        validateDelete: ({ account, id, inputs }) => {
            if (inputs.forceDetachPolicies === true) {
                return;
            }
            if (attachedTo(account, id).length > 0) {
                throw new AwsError("DeleteConflict", "Cannot delete entity, must detach all policies first.");
            }
            if (account.all(rolePolicy).some(({ properties }) => properties.role === id)) {
                throw new AwsError("DeleteConflict", "Cannot delete entity, must delete policies first.");
            }
        },
        onRemove: ({ account, id }) => {
            const inline = account.all(rolePolicy).filter(({ properties }) => properties.role === id);
            [...attachedTo(account, id), ...inline].forEach((each) => {
                account.remove(each);
            });
            // The provider removes the role from its instance profiles before it deletes the role.
            account
                .all(instanceProfile)
                .filter(({ properties }) => properties.role === id)
                .forEach((profile) => {
                    account.put({ ...profile, properties: { ...profile.properties, role: "" } });
                });
        },
    },
    [rolePolicy]: {
        global: true,
        autoname: { maxLength: 128 },
        conflicts: [["name", "namePrefix"]],
        fields: {
            name: replaces(computed(nameOf(128))),
            namePrefix: replaces(computed(nameOf(102))),
            policy: document,
            role: required(replaces(nameOf(64))),
        },
        id: ({ inputs }) => `${text(inputs, "role")}:${text(inputs, "name")}`,
        outputs: () => ({}),
        validate: (call) => {
            const { account, inputs, id } = call;
            const owner = text(inputs, "role");
            rejectMissingRole(call, owner);
            rejectMalformed("grant", text(inputs, "policy"));
            const size = inlineSize(account, owner, id) + countedSize(text(inputs, "policy"));
            if (size > quotas.RolePolicySize) {
                throw new AwsError(
                    "LimitExceeded",
                    `Maximum policy size of ${quotas.RolePolicySize} bytes exceeded for role ${owner}, got ${size}.`,
                );
            }
        },
    },
    [managedPolicy]: {
        global: true,
        autoname: { maxLength: 128 },
        conflicts: [["name", "namePrefix"]],
        fields: {
            delayAfterPolicyCreationInMs: numberField(),
            description: replaces(description),
            name: replaces(computed(nameOf(128))),
            namePrefix: replaces(computed(nameOf(102))),
            path: replaces(path),
            policy: document,
            tags: tagsField,
        },
        id: ({ location, inputs }) => iamArn(location, "policy", inputs),
        outputs: (call) => ({
            arn: call.id,
            policyId: call.before?.policyId ?? uniqueId(call, "ANPA"),
            attachmentCount: 0,
        }),
        validate: ({ account, inputs, id }) => {
            const source = text(inputs, "policy");
            if (id === undefined) {
                const other = namesake(account, managedPolicy, text(inputs, "name"), { ignoreCase: true });
                if (other !== undefined) {
                    throw duplicate(
                        `A policy called ${text(other.properties, "name")} already exists. Duplicate names are not allowed.`,
                    );
                }
                rejectBeyondQuota(account, "PoliciesPerAccount", account.all(managedPolicy).length + 1);
            }
            rejectMalformed("grant", source);
            rejectBeyondQuota(account, "PolicySize", countedSize(source));
        },
        validateDelete: ({ account, id }) => {
            const held = attachmentTypes.some(([, type]) =>
                account.all(type).some(({ properties }) => properties.policyArn === id),
            );
            if (held) {
                throw new AwsError("DeleteConflict", "Cannot delete a policy attached to entities.");
            }
        },
    },
    [instanceProfile]: {
        global: true,
        autoname: { maxLength: 128 },
        conflicts: [["name", "namePrefix"]],
        fields: {
            name: replaces(computed(nameOf(128))),
            namePrefix: replaces(computed(nameOf(102))),
            path: replaces(path),
            role: computed(nameOf(64)),
            tags: tagsField,
        },
        id: ({ inputs }) => text(inputs, "name"),
        outputs: (call) => ({
            arn: iamArn(call.location, "instance-profile", call.inputs),
            uniqueId: call.before?.uniqueId ?? uniqueId(call, "AIPA"),
            createDate: call.before?.createDate ?? "2026-01-01T00:00:00Z",
        }),
        validate: (call) => {
            const { account, inputs, id } = call;
            if (id === undefined) {
                const other = namesake(account, instanceProfile, text(inputs, "name"), { ignoreCase: true });
                if (other !== undefined) {
                    throw duplicate(`Instance Profile ${other.id} already exists.`);
                }
                rejectBeyondQuota(account, "InstanceProfilesPerAccount", account.all(instanceProfile).length + 1);
            }
            const owner = text(inputs, "role");
            if (owner !== "") {
                rejectMissingRole(call, owner);
            }
        },
    },
    [openIdConnectProvider]: {
        global: true,
        fields: {
            url: required(
                replaces(
                    textField(
                        length(1, 255),
                        pattern(/^https:\/\/[^?#]+[^/?#]$/, "an https URL without query or final slash"),
                    ),
                ),
            ),
            clientIdLists: { ...required(setOfText(length(1, 255))), checks: [itemsBetween(0, 100)] },
            thumbprintLists: {
                ...computed(setOfText(pattern(/^[0-9a-fA-F]{40}$/, "40 hexadecimal digits"))),
                checks: [itemsBetween(0, 5)],
            },
            tags: tagsField,
        },
        id: ({ location, inputs }) =>
            `arn:${location.partition}:iam::${location.accountId}:oidc-provider/${text(inputs, "url").replace("https://", "")}`,
        outputs: (call) => ({
            arn: call.id,
            thumbprintLists: call.inputs.thumbprintLists ?? call.before?.thumbprintLists ?? [generated(call, 40)],
        }),
        validate: ({ account, inputs, id }) => {
            const exists = account.all(openIdConnectProvider).some(({ properties }) => properties.url === inputs.url);
            if (id === undefined && exists) {
                throw duplicate(`Provider with url ${text(inputs, "url")} already exists.`);
            }
        },
    },
};

export const iamFunctions: Functions = {
    "aws:iam/getRole:getRole": ({ account, args }) => {
        const found = account.find(role, text(args, "name"));
        if (found === undefined) {
            throw missing(`The role with name ${text(args, "name")} cannot be found.`);
        }
        const { assumeRolePolicy, arn, name, path, ...rest } = found.properties;
        return {
            arn: arn ?? "",
            assumeRolePolicy: assumeRolePolicy ?? "",
            createDate: rest.createDate ?? "",
            description: rest.description ?? "",
            id: found.id,
            maxSessionDuration: rest.maxSessionDuration ?? 3600,
            name: name ?? "",
            path: path ?? "/",
            permissionsBoundary: rest.permissionsBoundary ?? "",
            roleLastUseds: [],
            tags: rest.tags ?? {},
            uniqueId: rest.uniqueId ?? "",
        };
    },
};
