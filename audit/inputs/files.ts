/** Reads the files, folders and standard input that a command line names. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize, relative, sep } from "node:path";
import { decode } from "./decode";
import { readIfKnown, readInput } from "./index";
import {
    UnreadableError,
    type InputFormat,
    type ReadInput,
    type ReadingContext,
    type SourceText,
    type Unreadable,
} from "./input";

/** Everything that was read. */
export interface ReadFiles {
    readonly inputs: readonly ReadInput[];
    readonly unreadable: readonly Unreadable[];
    /** Files of a folder that are well-formed, but no known form of input. */
    readonly skipped: readonly string[];
}

/** Standard input, as it is printed. */
const standardInput = "-";

/** Folders of tools, whose files are copies or caches. */
const ignoredFolders: ReadonlySet<string> = new Set(["node_modules", ".git", ".terraform", ".pulumi", ".venv"]);

const extensions = /\.(json|yaml|yml|template|tfstate)$/i;

/** What the operating system says about a file, in words. */
const describeError = (error: unknown): string => {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    switch (code) {
        case "ENOENT":
            return "does not exist";
        case "EACCES":
        case "EPERM":
            return "may not be read";
        case "EISDIR":
            return "is a folder";
        case "ERR_FS_FILE_TOO_LARGE":
            return "is larger than 2 GiB";
        default:
            return `cannot be read: ${error instanceof Error ? error.message : String(error)}`;
    }
};

/** @throws UnreadableError if the file cannot be read as text. */
const readText = (path: string, file: string): SourceText => {
    let bytes: Uint8Array;
    try {
        bytes = readFileSync(path === standardInput ? 0 : path);
    } catch (error) {
        throw new UnreadableError(describeError(error));
    }
    return { file, text: decode(bytes) };
};

/** Paths are printed with slashes on every system. */
const printed = (path: string): string => path.split(sep).join("/");

/** Reads the files of an assembly, which are all below its folder. */
const filesBelow =
    (folder: string) =>
    (path: string): SourceText => {
        const file = normalize(join(folder, path));
        const inside = relative(folder, file);
        if (inside.startsWith("..")) {
            throw new UnreadableError("is outside the folder of the assembly, so it was not read");
        }
        return readText(file, printed(file));
    };

const isFolder = (path: string): boolean => {
    try {
        return path !== standardInput && statSync(path).isDirectory();
    } catch {
        // Reading it says what is wrong.
        return false;
    }
};

class FileReader implements ReadFiles {
    readonly inputs: ReadInput[] = [];
    readonly unreadable: Unreadable[] = [];
    readonly skipped: string[] = [];

    constructor(
        private readonly format: InputFormat | undefined,
        private readonly context: ReadingContext,
        private readonly started: (file: string) => void,
    ) {}

    read(path: string): void {
        if (isFolder(path)) {
            this.readFolder(path);
        } else {
            const file = path === standardInput ? standardInput : printed(path);
            this.contain(file, () => {
                this.inputs.push(readInput(readText(path, file), this.format, this.context, filesBelow(dirname(path))));
            });
        }
    }

    private readFolder(folder: string): void {
        let entries;
        try {
            entries = readdirSync(folder, { withFileTypes: true });
        } catch (error) {
            this.unreadable.push({ file: printed(folder), reason: describeError(error) });
            return;
        }
        const isAssembly = entries.some(({ name }) => name === "manifest.json") && this.readAssembly(folder);
        if (isAssembly) {
            return;
        }
        // Links could lead around in circles.
        for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
            const path = join(folder, entry.name);
            if (entry.isDirectory() && !ignoredFolders.has(entry.name)) {
                this.readFolder(path);
            } else if (entry.isFile() && extensions.test(entry.name)) {
                this.readIfKnown(path);
            }
        }
    }

    /** Whether the folder is a CDK assembly, whose manifest leads to its files. */
    private readAssembly(folder: string): boolean {
        const path = join(folder, "manifest.json");
        try {
            const input = readIfKnown(readText(path, printed(path)), this.context, filesBelow(folder));
            if (input?.format !== "cdk") {
                return false;
            }
            this.started(printed(path));
            this.inputs.push(input);
            return true;
        } catch (error) {
            if (error instanceof UnreadableError) {
                return false;
            }
            throw error;
        }
    }

    private readIfKnown(path: string): void {
        const file = printed(path);
        this.contain(file, () => {
            const source = readText(path, file);
            const input =
                source.text.trim() === "" ? undefined : readIfKnown(source, this.context, filesBelow(dirname(path)));
            if (input === undefined || (this.format !== undefined && input.format !== this.format)) {
                this.skipped.push(file);
            } else {
                this.inputs.push(input);
            }
        });
    }

    /** One file that cannot be read costs no other its result. */
    private contain(file: string, read: () => void): void {
        this.started(file);
        try {
            read();
        } catch (error) {
            const reason =
                error instanceof UnreadableError ? error.message : `cannot be read: ${describeFailure(error)}`;
            this.unreadable.push({ file, reason });
        }
    }
}

const describeFailure = (error: unknown): string =>
    error instanceof RangeError ? "it is nested too deeply, or too large" : String(error);

/** Reads files, folders, and `-` for standard input. */
export const readFiles = (
    paths: readonly string[],
    format: InputFormat | undefined,
    context: ReadingContext,
    started: (file: string) => void = () => undefined,
): ReadFiles => {
    const reader = new FileReader(format, context, started);
    for (const path of paths) {
        reader.read(path);
    }
    return reader;
};
