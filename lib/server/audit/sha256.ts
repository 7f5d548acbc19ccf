import "server-only";
import { createHash } from "node:crypto";
import type { Sha256 } from "@/lib/domain/journal";

export const sha256: Sha256 = (texte) => createHash("sha256").update(texte, "utf8").digest("hex");
