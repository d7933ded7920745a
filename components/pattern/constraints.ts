import { foreignPlace } from "./sameAccountAndRegion";
import { foreignPartition } from "./samePartition";
import type { Place } from "./location";
import type { Problem } from "./validationIssue";

/** What stands for a value that is not known yet: it breaks no limit. */
export const unresolved: unique symbol = Symbol("unresolved");

/** A limit on one text or number. */
export interface ValueLimit {
    /** What is allowed, in words: `a document name: 3 to 128 letters, digits, ".", "_" or "-"`. */
    readonly allowed: string;
    /** A regular expression the whole text must match. */
    readonly pattern?: string;
    readonly minimum?: number;
    readonly maximum?: number;
    /** Of a number: no fraction. */
    readonly whole?: boolean;
    /** An error does not show the value. */
    readonly secret?: boolean;
    /** Given by ARN, it must be of the Region and the partition of the place: a document would name it in vain. */
    readonly here?: boolean;
    /** A Region's code, which must be of the partition of the place. */
    readonly region?: boolean;
}

/** A limit on a list, or on the values of a record. */
export interface ListLimit<Element> {
    readonly atLeast?: number;
    readonly atMost?: number;
    readonly each?: Limit<Element>;
}

/** A limit on the keys and values of a record. */
export interface RecordLimit<Element> {
    readonly atLeast?: number;
    readonly atMost?: number;
    readonly keys?: ValueLimit;
    readonly values?: Limit<Element>;
}

/** Which properties must, or must not, stand together. */
export interface Together<Args> {
    readonly rule: "exactlyOne" | "atLeastOne" | "atMostOne";
    readonly of: readonly (keyof Args & string)[];
}

/** The limits of an object's properties, and of their standing together. */
export interface Limits<Args> {
    /** What to give where the object is left out, which TypeScript refuses and JavaScript does not. */
    readonly required?: string;
    readonly properties?: { readonly [Name in keyof Args]?: Limit<NonNullable<Args[Name]>> };
    readonly together?: readonly Together<Args>[];
}

/** The limit that fits a type. */
export type Limit<Value> = Value extends readonly (infer Element)[]
    ? ListLimit<Element>
    : Value extends string | number | boolean
      ? ValueLimit
      : string extends keyof Value
        ? RecordLimit<Value[keyof Value]>
        : Limits<Value>;

/** A limit whose type was left behind, as the walk over unknown args needs it. */
type AnyLimit = ValueLimit & ListLimit<unknown> & RecordLimit<unknown> & Limits<Record<string, unknown>>;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

const valueProblems = (limit: AnyLimit, value: unknown, path: string, place: Place | undefined): Problem[] => {
    const broken =
        (limit.pattern !== undefined &&
            typeof value === "string" &&
            !new RegExp(`^(?:${limit.pattern})$`, "u").test(value)) ||
        (limit.minimum !== undefined && typeof value === "number" && value < limit.minimum) ||
        (limit.maximum !== undefined && typeof value === "number" && value > limit.maximum) ||
        (limit.whole === true && typeof value === "number" && !Number.isInteger(value));
    if (!broken) {
        return [
            ...(limit.here === true ? foreignPlace(path, value, place) : []),
            ...(limit.region === true ? foreignPartition(path, value, place) : []),
        ];
    }
    return [
        {
            path,
            ...(limit.secret === true ? {} : { value }),
            message: `is not ${limit.allowed}`,
            fix: `Write ${limit.allowed}.`,
        },
    ];
};

const counted = (count: number, noun: string): string => `${String(count)} ${noun}${count === 1 ? "" : "s"}`;

/** Too few or too many of a list's values or of a record's keys. */
const countProblems = (limit: AnyLimit, count: number, noun: string, value: unknown, path: string): Problem[] => [
    ...(limit.atLeast !== undefined && count < limit.atLeast
        ? [
              {
                  path,
                  value,
                  message: `has ${counted(count, noun)}`,
                  fix: `Give at least ${counted(limit.atLeast, noun)}.`,
              },
          ]
        : []),
    ...(limit.atMost !== undefined && count > limit.atMost
        ? [{ path, value, message: `has ${counted(count, noun)}`, fix: `Give at most ${counted(limit.atMost, noun)}.` }]
        : []),
];

const listProblems = (limit: AnyLimit, list: readonly unknown[], path: string, place: Place | undefined): Problem[] => [
    ...countProblems(limit, list.length, "value", list, path),
    ...list.flatMap((element, i) => limitProblems(limit.each, element, `${path}[${String(i)}]`, place)),
];

const togetherProblems = (limit: AnyLimit, args: Record<string, unknown>, path: string): Problem[] =>
    (limit.together ?? []).flatMap(({ rule, of }) => {
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
const missingProblems = (
    properties: Readonly<Record<string, unknown>> = {},
    args: Record<string, unknown>,
    path: string,
): Problem[] =>
    Object.entries(properties).flatMap(([name, given]) => {
        const { required } = given as AnyLimit;
        return required === undefined || args[name] !== undefined
            ? []
            : [{ path: join(path, name), message: "is missing", fix: required }];
    });

const join = (path: string, name: string): string => (path === "" ? name : `${path}.${name}`);

function limitProblems(given: unknown, value: unknown, path: string, place: Place | undefined): Problem[] {
    const limit = (given ?? {}) as AnyLimit;
    if (value === undefined || value === unresolved) {
        return [];
    }
    if (Array.isArray(value)) {
        return listProblems(limit, value, path, place);
    }
    if (!isObject(value)) {
        return valueProblems(limit, value, path, place);
    }
    const { keys } = limit;
    const properties = limit.properties as Readonly<Record<string, unknown>> | undefined;
    return [
        ...togetherProblems(limit, value, path),
        ...missingProblems(properties, value, path),
        ...countProblems(limit, Object.keys(value).length, "key", value, path),
        ...(keys === undefined
            ? []
            : Object.keys(value).flatMap((key) => valueProblems(keys as AnyLimit, key, join(path, key), place))),
        ...Object.entries(value).flatMap(([name, element]) =>
            limitProblems(properties?.[name] ?? limit.values, element, join(path, name), place),
        ),
    ];
}

/** Every arg that breaks a limit; those on the place only where it is known. */
export const brokenLimits = <Args>(limits: Limits<Args>, args: unknown, place?: Place): readonly Problem[] =>
    limitProblems(limits, args, "", place);
