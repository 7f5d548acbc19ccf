import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

/**
 * Who a process is, beyond its pid: a pid is given again to another process after a while, and means nothing on another
 * machine or in another container that shares the folder.
 */
export type Identite = {
  pid: number;
  /** Start of the process in clock ticks since boot; null where /proc does not exist. */
  demarrage: string | null;
  /** Machine, boot and pid namespace: two processes can see each other's pids only if theirs are equal. */
  lieu: string;
};

/** Field 22 of /proc/<pid>/stat. The second field holds the command, spaces and parentheses included: cut after it. */
function demarrage(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const champs = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return champs[19] ?? null;
  } catch {
    return null;
  }
}

function lire(lecture: () => string): string {
  try {
    return lecture().trim();
  } catch {
    return "";
  }
}

function lieu(): string {
  const boot = lire(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8"));
  const espace = lire(() => readlinkSync("/proc/self/ns/pid"));
  return [hostname(), boot, espace].join("|");
}

export function identite(): Identite {
  return { pid: process.pid, demarrage: demarrage(process.pid), lieu: lieu() };
}

function existe(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (erreur) {
    // EPERM: it exists and belongs to someone else.
    return (erreur as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** `inconnu`: the process ran elsewhere, nothing here can tell. */
export function etatProcessus(qui: Identite): "vivant" | "mort" | "inconnu" {
  if (qui.lieu !== lieu()) return "inconnu";
  if (!existe(qui.pid)) return "mort";
  if (qui.demarrage === null) return "vivant";
  return demarrage(qui.pid) === qui.demarrage ? "vivant" : "mort";
}
