import { requireSameLocation } from "./sameAccountAndRegion";
import { requireSamePartition } from "./samePartition";
import type { AwsLocation } from "./location";
import type { ValidationIssue } from "./validationIssue";

/** What stands for a value that is not known yet: it breaks no limit. */
export const UNKNOWN: unique symbol = Symbol("unresolved");

/** A limit on one text or number. */
export interface ValueConstraint {
    /** What is allowed, in words: `a document name: 3 to 128 letters, digits, ".", "_" or "-"`. */
    readonly description: string;
    /** A regular expression the whole text must match. */
    readonly pattern?: string;
    readonly minimum?: number;
    readonly maximum?: number;
    /** Of a number: no fraction. */
    readonly whole?: boolean;
    /** An error does not show the value. */
    readonly secret?: boolean;
    /** Given by ARN, it must be of the Region and the partition of the location: a document would name it in vain. */
    readonly sameLocation?: boolean;
    /** A Region's code, which must be of the partition of the location. */
    readonly region?: boolean;
}

/** A limit on a list, or on the values of a record. */
export interface ListConstraint<Element> {
    readonly atLeast?: number;
    readonly atMost?: number;
    readonly each?: Constraint<Element>;
}

/** A limit on the keys and values of a record. */
export interface RecordConstraint<Element> {
    readonly atLeast?: number;
    readonly atMost?: number;
    readonly keys?: ValueConstraint;
    readonly values?: Constraint<Element>;
}

/** Which properties must, or must not, stand together. */
export interface ArgGroup<Args> {
    readonly rule: "exactlyOne" | "atLeastOne" | "atMostOne";
    readonly of: readonly (keyof Args & string)[];
}

/** The limits of an object's properties, and of their standing together. */
export interface Constraints<Args> {
    /** What to give where the object is left out, which TypeScript refuses and JavaScript does not. */
    readonly required?: string;
    readonly properties?: { readonly [Name in keyof Args]?: Constraint<NonNullable<Args[Name]>> };
    readonly groups?: readonly ArgGroup<Args>[];
}

/** The limit that fits a type. */
export type Constraint<Value> = Value extends readonly (infer Element)[]
    ? ListConstraint<Element>
    : Value extends string | number | boolean
      ? ValueConstraint
      : string extends keyof Value
        ? RecordConstraint<Value[keyof Value]>
        : Constraints<Value>;

/** A limit whose type was left behind, as the walk over unknown args needs it. */
type AnyConstraint = ValueConstraint &
    ListConstraint<unknown> &
    RecordConstraint<unknown> &
    Constraints<Record<string, unknown>>;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

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
    return [
        {
            path,
            ...(constraint.secret === true ? {} : { value }),
            message: `is not ${constraint.description}`,
            fix: `Write ${constraint.description}.`,
        },
    ];
};

const counted = (count: number, noun: string): string => `${String(count)} ${noun}${count === 1 ? "" : "s"}`;

/** Too few or too many of a list's values or of a record's keys. */
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
                  message: `has ${counted(count, noun)}`,
                  fix: `Give at least ${counted(constraint.atLeast, noun)}.`,
              },
          ]
        : []),
    ...(constraint.atMost !== undefined && count > constraint.atMost
        ? [
              {
                  path,
                  value,
                  message: `has ${counted(count, noun)}`,
                  fix: `Give at most ${counted(constraint.atMost, noun)}.`,
              },
          ]
        : []),
];

const listIssues = (
    constraint: AnyConstraint,
    list: readonly unknown[],
    path: string,
    location: AwsLocation | undefined,
): ValidationIssue[] => [
    ...countIssues(constraint, list.length, "value", list, path),
    ...list.flatMap((element, i) => constraintIssues(constraint.each, element, `${path}[${String(i)}]`, location)),
];

const groupIssues = (constraint: AnyConstraint, args: Record<string, unknown>, path: string): ValidationIssue[] =>
    (constraint.groups ?? []).flatMap(({ rule, of }) => {
        const given = of.filter((name) => args[name] !== undefined);
        const names = of.map((name) => `"${name}"`).join(" or ");
        if (given.length === 0 && rule !== "atMostOne") {
            return [
                { path, message: `has neither ${of.map((name) => `"${name}"`).join(" nor ")}`, fix: `Give ${names}.` },
            ];
        }
        return given.length > 1 && rule !== "atLeastOne"
            ? [
                  {
                      path,
                      message: `has ${given.map((name) => `"${name}"`).join(" and ")}`,
                      fix: `Give only one of ${names}.`,
                  },
              ]
            : [];
    });

/** The objects that are left out where one is needed. */
const missingIssues = (
    properties: Readonly<Record<string, unknown>> = {},
    args: Record<string, unknown>,
    path: string,
): ValidationIssue[] =>
    Object.entries(properties).flatMap(([name, given]) => {
        const { required } = given as AnyConstraint;
        return required === undefined || args[name] !== undefined
            ? []
            : [{ path: join(path, name), message: "is missing", fix: required }];
    });

const join = (path: string, name: string): string => (path === "" ? name : `${path}.${name}`);

const constraintIssues = (
    given: unknown,
    value: unknown,
    path: string,
    location: AwsLocation | undefined,
): ValidationIssue[] => {
    const constraint = (given ?? {}) as AnyConstraint;
    if (value === undefined || value === UNKNOWN) {
        return [];
    }
    if (Array.isArray(value)) {
        return listIssues(constraint, value, path, location);
    }
    if (!isObject(value)) {
        return valueIssues(constraint, value, path, location);
    }
    const { keys } = constraint;
    const properties = constraint.properties as Readonly<Record<string, unknown>> | undefined;
    return [
        ...groupIssues(constraint, value, path),
        ...missingIssues(properties, value, path),
        ...countIssues(constraint, Object.keys(value).length, "key", value, path),
        ...(keys === undefined
            ? []
            : Object.keys(value).flatMap((key) => valueIssues(keys as AnyConstraint, key, join(path, key), location))),
        ...Object.entries(value).flatMap(([name, element]) =>
            constraintIssues(properties?.[name] ?? constraint.values, element, join(path, name), location),
        ),
    ];
};

/** Every arg that breaks a limit; those on the place only where it is known. */
export const checkConstraints = <Args>(
    limits: Constraints<Args>,
    args: unknown,
    location?: AwsLocation,
): readonly ValidationIssue[] => constraintIssues(limits, args, "", location);
