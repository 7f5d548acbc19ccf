import "server-only";
import { createHash } from "node:crypto";

/** In hexadecimal. The server's one; lib/pdf, which may not import it, has its own for what a PDF carries. */
export const sha256 = (octets: Uint8Array | string): string => createHash("sha256").update(octets).digest("hex");
