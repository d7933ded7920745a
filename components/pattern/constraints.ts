import { requireSameLocation } from "./sameAccountAndRegion";
import { requireSamePartition } from "./samePartition";
import type { AwsLocation } from "./location";
import type { ValidationIssue } from "./validationIssue";
import { pluralize } from "../../policypack/iam";

/** Placeholder for a value that is not known yet. It satisfies every constraint. */
export const UNKNOWN: unique symbol = Symbol("unresolved");

/** A resource of a component that another component may refer to. A boundary is a policy for this purpose. */
export type ReferenceTarget = "role" | "topic" | "boundary";

/** What a value may refer to in the config of a stack, as `pattern.name`, instead of an ARN. */
export interface ReferenceConstraint {
    /** The resource whose ARN replaces the reference. */
    readonly to: ReferenceTarget;
    /**
     * Whether AWS looks the resource up when the component is created, so that it must exist before.
     *
     * @default false: the ARN only appears in documents.
     */
    readonly isRequired?: boolean;
    /**
     * Whether the value may also be a plain name, so that only text with the key of a pattern is a reference.
     *
     * @default false: any text that is not an ARN is a reference.
     */
    readonly orName?: boolean;
}

/** What AWS probably does not accept of a value, and what to do. */
export type Advice = Pick<ValidationIssue, "message" | "fix">;

/** A constraint on a string or a number. */
export interface ValueConstraint {
    /**
     * What is allowed, as `NOUN` or `NOUN: FORM`, such as `a document name: 3 to 128 letters, digits, ".", "_" or "-"`.
     * The message names the noun and the fix the form.
     */
    readonly description: string;
    /** A regular expression that the whole string must match. */
    readonly pattern?: string;
    readonly minimum?: number;
    readonly maximum?: number;
    /** Whether a number must be an integer. */
    readonly whole?: boolean;
    /** Whether to omit the value from the issue. */
    readonly secret?: boolean;
    /** Whether an ARN must be in the Region and partition of the location. Any other ARN in a policy grants nothing. */
    readonly sameLocation?: boolean;
    /** Whether the value is a Region code, which must be in the partition of the location. */
    readonly region?: boolean;
    /** Advice on a valid text, by what AWS accepted on a date; it is a warning, because AWS may accept more today. */
    readonly advise?: (text: string) => Advice | undefined;
    /** In the config of a stack, the value may refer to a resource of another component. */
    readonly reference?: ReferenceConstraint;
}

/** A constraint on a list. */
export interface ListConstraint<Element> {
    readonly atLeast?: number;
    readonly atMost?: number;
    readonly each?: Constraint<Element>;
}

/** A constraint on the keys and values of a record. */
export interface RecordConstraint<Element> {
    readonly atLeast?: number;
    readonly atMost?: number;
    readonly keys?: ValueConstraint;
    readonly values?: Constraint<Element>;
}

/** Properties that are required together or mutually exclusive. */
export interface ArgGroup<Args> {
    readonly rule: "exactlyOne" | "atLeastOne" | "atMostOne";
    readonly of: readonly (keyof Args & string)[];
}

/** The constraints on the properties of an object, and between them. */
export interface Constraints<Args> {
    readonly properties?: { readonly [Name in keyof Args]?: Constraint<NonNullable<Args[Name]>> };
    readonly groups?: readonly ArgGroup<Args>[];
}

/** The constraint for a type. */
export type Constraint<Value> = Value extends readonly (infer Element)[]
    ? ListConstraint<Element>
    : Value extends string | number | boolean
      ? ValueConstraint
      : string extends keyof Value
        ? RecordConstraint<Value[keyof Value]>
        : Constraints<Value>;

/** A constraint on a value of any type, for the code that walks through args or generates schemas. */
export interface AnyConstraint extends Partial<ValueConstraint> {
    readonly atLeast?: number;
    readonly atMost?: number;
    readonly each?: AnyConstraint;
    readonly keys?: AnyConstraint;
    readonly values?: AnyConstraint;
    readonly required?: string;
    readonly reference?: ReferenceConstraint;
    readonly properties?: Readonly<Record<string, AnyConstraint | undefined>>;
    readonly groups?: readonly { readonly rule: ArgGroup<unknown>["rule"]; readonly of: readonly string[] }[];
}

/** A value in a list or an object. */
interface InnerValue {
    readonly path: string;
    readonly value: unknown;
    readonly constraint: AnyConstraint | undefined;
}

/** Appends the name of a property to a path. */
export const join = (path: string, name: string): string => (path === "" ? name : `${path}.${name}`);

/** The constraint on a property, or on a value of a record. */
export const propertyConstraint = (constraint: AnyConstraint | undefined, name: string): AnyConstraint | undefined =>
    constraint?.properties?.[name] ?? constraint?.values;

/** The values in a list or an object, each with its constraint; none for a scalar. */
export const innerValues = (
    constraint: AnyConstraint | undefined,
    value: unknown,
    path: string,
): readonly InnerValue[] => {
    if (Array.isArray(value)) {
        return value.map((element, i) => ({
            path: `${path}[${String(i)}]`,
            value: element as unknown,
            constraint: constraint?.each,
        }));
    }
    return typeof value === "object" && value !== null
        ? Object.entries(value).map(([name, inner]) => ({
              path: join(path, name),
              value: inner as unknown,
              constraint: propertyConstraint(constraint, name),
          }))
        : [];
};

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** Splits a description of the form `NOUN: FORM`. */
const splitDescription = ({
    description = "an allowed value",
}: AnyConstraint): { readonly noun: string; readonly form?: string } => {
    const [noun = description, ...form] = description.split(": ");
    return form.length === 0 ? { noun } : { noun, form: form.join(": ") };
};

const valueIssues = (
    constraint: AnyConstraint,
    value: unknown,
    path: string,
    location: AwsLocation | undefined,
): ValidationIssue[] => {
    const broken =
        (constraint.pattern !== undefined &&
            typeof value === "string" &&
            !new RegExp(`^(?:${constraint.pattern})$`, "u").test(value)) ||
        (constraint.minimum !== undefined && typeof value === "number" && value < constraint.minimum) ||
        (constraint.maximum !== undefined && typeof value === "number" && value > constraint.maximum) ||
        (constraint.whole === true && typeof value === "number" && !Number.isInteger(value));
    if (!broken) {
        return [
            ...(constraint.sameLocation === true ? requireSameLocation(path, value, location) : []),
            ...(constraint.region === true ? requireSamePartition(path, value, location) : []),
        ];
    }
    const { noun, form } = splitDescription(constraint);
    return [
        {
            path,
            ...(constraint.secret === true ? {} : { value }),
            message: `is not ${noun}`,
            fix: form === undefined ? "Correct the value." : `Use ${form}.`,
        },
    ];
};

/** Reports too few or too many values of a list or keys of a record. */
const countIssues = (
    constraint: AnyConstraint,
    count: number,
    noun: string,
    value: unknown,
    path: string,
): ValidationIssue[] => [
    ...(constraint.atLeast !== undefined && count < constraint.atLeast
        ? [
              {
                  path,
                  value,
                  message: `has ${pluralize(count, noun)}`,
                  fix: `Set at least ${pluralize(constraint.atLeast, noun)}.`,
              },
          ]
        : []),
    ...(constraint.atMost !== undefined && count > constraint.atMost
        ? [
              {
                  path,
                  value,
                  message: `has ${pluralize(count, noun)}`,
                  fix: `Set at most ${pluralize(constraint.atMost, noun)}.`,
              },
          ]
        : []),
];

const groupIssues = (constraint: AnyConstraint, args: Record<string, unknown>, path: string): ValidationIssue[] =>
    (constraint.groups ?? []).flatMap(({ rule, of }) => {
        const given = of.filter((name) => args[name] !== undefined);
        if (given.length === 0 && rule !== "atMostOne") {
            const atLeast = rule === "atLeastOne" ? "at least" : "exactly";
            return [
                {
                    path,
                    message: `has neither ${of.map((name) => `"${name}"`).join(" nor ")}`,
                    fix: `Set ${atLeast} one of them.`,
                },
            ];
        }
        return given.length > 1 && rule !== "atLeastOne"
            ? [
                  {
                      path,
                      message: `has ${given.map((name) => `"${name}"`).join(" and ")}`,
                      fix: "Keep only one of them.",
                  },
              ]
            : [];
    });

/** Reports required objects that are missing. */
const missingIssues = (
    { properties = {} }: AnyConstraint,
    args: Record<string, unknown>,
    path: string,
): ValidationIssue[] =>
    Object.entries(properties).flatMap(([name, constraint]) =>
        constraint?.required === undefined || args[name] !== undefined
            ? []
            : [{ path: join(path, name), message: "is missing", fix: constraint.required }],
    );

/** The location of the args of a component: in the Region that they name, if they do. */
const ownLocation = (
    { properties = {} }: AnyConstraint,
    args: Readonly<Record<string, unknown>>,
    location: AwsLocation | undefined,
): AwsLocation | undefined =>
    location !== undefined && properties.region?.region === true && typeof args.region === "string"
        ? { ...location, region: args.region }
        : location;

const constraintIssues = (
    constraint: AnyConstraint = {},
    value: unknown,
    path: string,
    location: AwsLocation | undefined,
): ValidationIssue[] => {
    if (value === undefined || value === UNKNOWN) {
        return [];
    }
    if (!isObject(value)) {
        return valueIssues(constraint, value, path, location);
    }
    const { keys } = constraint;
    const inner = ownLocation(constraint, value, location);
    return [
        ...(Array.isArray(value)
            ? countIssues(constraint, value.length, "value", value, path)
            : [
                  ...groupIssues(constraint, value, path),
                  ...missingIssues(constraint, value, path),
                  ...countIssues(constraint, Object.keys(value).length, "key", value, path),
                  ...(keys === undefined
                      ? []
                      : Object.keys(value).flatMap((key) => valueIssues(keys, key, join(path, key), location))),
              ]),
        ...innerValues(constraint, value, path).flatMap((one) =>
            constraintIssues(one.constraint, one.value, one.path, one.path === join(path, "region") ? location : inner),
        ),
    ];
};

/** The advice on the values of args that satisfy the constraints. */
export const adviceOn = (
    constraint: AnyConstraint | undefined,
    value: unknown,
    path = "",
): readonly ValidationIssue[] => {
    if (typeof value === "string") {
        const advice = constraint?.advise?.(value);
        return advice === undefined ? [] : [{ path, value, ...advice }];
    }
    const { keys } = constraint ?? {};
    return [
        ...(keys === undefined || !isObject(value)
            ? []
            : Object.keys(value).flatMap((name) => adviceOn(keys, name, join(path, name)))),
        ...innerValues(constraint, value, path).flatMap((inner) => adviceOn(inner.constraint, inner.value, inner.path)),
    ];
};

/** Checks the args against the constraints. Constraints on the location are checked only once it is known. */
export const checkConstraints = <Args>(
    constraints: Constraints<Args>,
    args: unknown,
    location?: AwsLocation,
): readonly ValidationIssue[] => constraintIssues(constraints, args, "", location);
