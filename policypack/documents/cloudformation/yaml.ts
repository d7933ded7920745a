import { memoizeByText } from "../../iam";
import {
    Composer,
    isAlias,
    isMap,
    isScalar,
    isSeq,
    Lexer,
    Parser,
    type CollectionTag,
    type CST,
    type Document,
    type Node,
    type ScalarTag,
    type Tags,
} from "yaml";
import { TemplateLimitError } from "./budget";
import type { ReadTemplate } from "./readTemplate";

/**
 * CloudFormation's short forms: `!Sub text` is `{ "Fn::Sub": "text" }`; `!Ref` and `!Condition` have no `Fn::` prefix.
 */
const functions = [
    "And",
    "Base64",
    "Cidr",
    "Equals",
    "FindInMap",
    "GetAZs",
    "GetAtt",
    "If",
    "ImportValue",
    "Join",
    "Length",
    "Not",
    "Or",
    "Select",
    "Split",
    "Sub",
    "ToJsonString",
    "Transform",
];

/** Tag to the name of the function. */
const longNames: ReadonlyMap<string | undefined, string> = new Map([
    ...functions.map((name) => [`!${name}`, `Fn::${name}`] as const),
    ["!Ref", "Ref"],
    ["!Condition", "Condition"],
]);

const tagsOf = (tag: string): readonly (ScalarTag | CollectionTag)[] => [
    { tag, resolve: (text) => text },
    { tag, collection: "seq" },
    { tag, collection: "map" },
];

const customTags = [...longNames.keys()].flatMap((tag) => (tag === undefined ? [] : tagsOf(tag)));

/** How deeply collections may be nested. */
const deepest = 256;

/** The values that aliases may add to any template; CloudFormation itself supports no aliases. */
const minMaxSize = 100_000;

/** More syntax errors than this are no template with a mistake in it. */
const maxErrors = 100;

/** The parts of the lexer that decide where a value ends. Its types leave them out. */
interface OpenLexer {
    /** How deeply the next line must be indented to belong to the value. */
    indentNext: number;
    parseQuotedScalar: () => Lexemes;
    parseFlowCollection: () => Lexemes;
}

type Lexemes = Generator<string, unknown>;

/**
 * A lexer for quoted strings and flow collections that go on to the left of their key. YAML forbids it, and
 * CloudFormation accepts it, as most parsers do.
 */
const lenientLexer = (): Lexer => {
    const lexer = new Lexer();
    const open = lexer as unknown as OpenLexer;
    const withoutIndent = (parse: () => Lexemes) =>
        function* (): Lexemes {
            const { indentNext } = open;
            open.indentNext = 0;
            const next = yield* parse.call(lexer);
            open.indentNext = indentNext;
            return next;
        };
    open.parseQuotedScalar = withoutIndent(open.parseQuotedScalar);
    open.parseFlowCollection = withoutIndent(open.parseFlowCollection);
    return lexer;
};

/**
 * Splits the text into the tokens of its documents.
 *
 * @throws TemplateLimitError if the nesting is too deep for what reads the tokens, which recurses.
 */
const tokensOf = (text: string): readonly CST.Token[] => {
    const parser = new Parser();
    const tokens: CST.Token[] = [];
    let errors = 0;
    const add = (token: CST.Token): void => {
        errors += Number(token.type === "error");
        if (errors > maxErrors) {
            throw new TemplateLimitError(`has more than ${maxErrors} syntax errors`);
        }
        tokens.push(token);
    };
    for (const lexeme of lenientLexer().lex(text)) {
        for (const token of parser.next(lexeme)) {
            add(token);
        }
        if (parser.stack.length > deepest) {
            throw new TemplateLimitError(`is nested more than ${deepest} levels deep`);
        }
    }
    for (const token of parser.end()) {
        add(token);
    }
    return tokens;
};

const isCollection = (token: CST.Token | null | undefined): boolean =>
    token?.type === "block-map" || token?.type === "block-seq" || token?.type === "flow-collection";

/**
 * The parser would write a collection that is a key as text, once for each key around it.
 *
 * @throws TemplateLimitError if a collection is a key.
 */
const checkKeys = (document: CST.Token): void => {
    const open = [document];
    for (let token = open.pop(); token !== undefined; token = open.pop()) {
        const items = "items" in token ? token.items : [];
        if (items.some(({ key }) => isCollection(key))) {
            throw new TemplateLimitError("has a list or an object as a key");
        }
        const inner = [...items, token].map((one) => ("value" in one ? one.value : undefined));
        open.push(...inner.filter((value) => typeof value === "object"));
    }
};

/** Every syntax error is an Error, of which the stack trace would take most of the time. */
const withoutStackTraces = <Result>(run: () => Result): Result => {
    const before = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    try {
        return run();
    } finally {
        Error.stackTraceLimit = before;
    }
};

/** Converts nodes to the value of their JSON form. Aliases share the value of their anchor. */
class Converter {
    /** The number of values in the value that was converted last. */
    private size = 0;
    /** What cannot be converted. */
    flaw: string | undefined;
    private readonly anchors = new Map<string, { readonly value: unknown; readonly size: number }>();

    constructor(private readonly maxSize: number) {}

    convert(node: unknown): unknown {
        const plain = this.untagged(node);
        const tagged = node as Node | null;
        const name = longNames.get(tagged?.tag);
        const value = name === undefined ? plain : { [name]: plain };
        if (this.size > this.maxSize) {
            throw new TemplateLimitError(`grows to more than ${this.maxSize} values by aliases`);
        }
        if (tagged !== null && "anchor" in tagged && tagged.anchor !== undefined) {
            this.anchors.set(tagged.anchor, { value, size: this.size });
        }
        return value;
    }

    private untagged(node: unknown): unknown {
        if (isAlias(node)) {
            const anchor = this.anchors.get(node.source);
            if (anchor === undefined) {
                this.flaw ??= `the anchor *${node.source} is not defined before it is used`;
            }
            this.size = anchor?.size ?? 1;
            return anchor?.value;
        }
        if (isSeq(node)) {
            return this.collected(node.items, (item) => this.convert(item));
        }
        if (isMap(node)) {
            return Object.fromEntries(
                this.collected(node.items, ({ key, value }) => [this.keyOf(key), this.convert(value)] as const),
            );
        }
        this.size = 1;
        return isScalar(node) ? node.value : null;
    }

    private collected<Item, Result>(items: readonly Item[], convert: (item: Item) => Result): readonly Result[] {
        let size = 1;
        const results = items.map((item) => {
            const result = convert(item);
            size += this.size;
            return result;
        });
        this.size = size;
        return results;
    }

    private keyOf(node: unknown): string {
        const key = this.convert(node);
        if (typeof key === "string" || typeof key === "number" || typeof key === "boolean") {
            return String(key);
        }
        if (key === null || key === undefined) {
            return "";
        }
        throw new TemplateLimitError("has a list or an object as a key");
    }
}

/** Errors of the parser in what CloudFormation accepts; nothing is lost by them. */
const acceptedErrors = /^(?:Flow end indicator should be more indented|Comments must be separated)/;

/** The line and column of an offset. */
const placeOf = (text: string, offset: number): string => {
    const before = text.slice(0, offset);
    const line = before.split("\n").length;
    return `line ${line}, column ${offset - before.lastIndexOf("\n")}`;
};

const flawOf = (text: string, what: string, offset: number): string =>
    `${what.replaceAll("\n", " ").trim()} at ${placeOf(text, offset)}`;

/** The first syntax error, or the place of what is not read. */
const findFlaw = (text: string, [document, second]: readonly Document.Parsed[]): string | undefined => {
    const error = document?.errors.find(({ message }) => !acceptedErrors.test(message));
    if (error !== undefined) {
        return flawOf(text, error.message, error.pos[0]);
    }
    return second === undefined ? undefined : flawOf(text, "another document starts", second.range[0]);
};

/**
 * Numbers and booleans stay as they are written, as in CloudFormation, where every property is text: `Sid: 1` is "1",
 * and an account keeps its zeros.
 */
const textTags = (tags: Tags): Tags => [
    ...tags.filter((one) => typeof one === "string" || !/:(?:int|float|bool)$/.test(one.tag)),
    ...customTags,
];

/**
 * Dates are not parsed, so the Version of a policy stays a string. CloudFormation accepts duplicate keys and uses the
 * last one. After a syntax error, the rest of the template is still evaluated.
 */
const read = (text: string): ReadTemplate => {
    const tokens = tokensOf(text);
    tokens.forEach(checkKeys);
    return withoutStackTraces(() => {
        const composer = new Composer({ customTags: textTags, schema: "core", uniqueKeys: false });
        const documents: Document.Parsed[] = [];
        for (const document of composer.compose(tokens, true, text.length)) {
            documents.push(document);
            if (documents.length === 2) {
                break;
            }
        }
        const converter = new Converter(minMaxSize + text.length);
        const template = converter.convert(documents[0]?.contents ?? null);
        const flaw = findFlaw(text, documents);
        return { template, flaw: flaw ?? converter.flaw };
    });
};

/** Every rule reads the same templates. */
const maxCachedCharacters = 4_000_000;

const readOrLimit = memoizeByText(
    maxCachedCharacters,
    (text): ReadTemplate | { readonly limit: TemplateLimitError } => {
        try {
            return read(text);
        } catch (error) {
            if (error instanceof TemplateLimitError) {
                return { limit: error };
            }
            const cause = error instanceof Error ? error.message : String(error);
            return { limit: new TemplateLimitError(`cannot be read as YAML: ${cause}`) };
        }
    },
);

/**
 * Parses a YAML template into the value of its JSON form.
 *
 * @throws TemplateLimitError if the template is nested too deeply or multiplied by aliases.
 */
export const yamlTemplate = (text: string): ReadTemplate => {
    const known = readOrLimit(text);
    if ("limit" in known) {
        throw known.limit;
    }
    return known;
};
