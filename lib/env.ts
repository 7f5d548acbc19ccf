import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

/** The only reader of process.env. Parsed once; everything that is wrong is said at once, in one message. */

const ADMINISTRATION = "Ministère de l’Éducation nationale";
const LONGUEUR_SECRET = 32;

/** An empty variable counts as absent: that is how a shell or a compose file leaves one out. */
const option = <T extends z.ZodType>(schema: T) =>
  z.preprocess(
    (valeur) => (typeof valeur === "string" && valeur.trim() === "" ? undefined : valeur),
    schema.optional(),
  );

const schemaEnv = z.object({
  NODE_ENV: option(z.enum(["production", "development", "test"], { error: "vaut production, development ou test" })),
  RIGEL_DATA: option(z.string()),
  DATABASE_URL: option(
    z
      .string()
      .regex(/^postgres(ql)?:\/\/./, "est une adresse PostgreSQL, par exemple postgresql://rigel@localhost/rigel"),
  ),
  PORT: option(
    z
      .string()
      .regex(/^\d{1,5}$/, "est un numéro de port entre 0 et 65535")
      .transform(Number)
      .refine((port) => port <= 65_535, "est un numéro de port entre 0 et 65535"),
  ),
  RIGEL_DEMO: option(z.string()),
  NEXTAUTH_SECRET: option(z.string().min(LONGUEUR_SECRET, `compte au moins ${LONGUEUR_SECRET} caractères`)),
  NEXTAUTH_URL: option(z.url({ protocol: /^https?$/, error: "est une adresse http ou https complète" })),
  PROCONNECT_ISSUER: option(z.url({ protocol: /^https?$/, error: "est une adresse http ou https complète" })),
  PROCONNECT_CLIENT_ID: option(z.string().trim()),
  PROCONNECT_CLIENT_SECRET: option(z.string().trim()),
  PROCONNECT_ACR: option(z.string().trim()),
  PROCONNECT_MFA: option(z.enum(["0", "1"], { error: "vaut 1 (exigée) ou 0" })),
  SMTP_URL: option(z.url({ protocol: /^smtps?$/, error: "est une adresse smtp:// ou smtps://" })),
  RIGEL_EXPEDITEUR: option(
    z.string().regex(/^(?:[^<>\r\n]+ <)?[^\s<>@]+@[^\s<>@]+>?$/, "est une adresse électronique, ou « Nom <adresse> »"),
  ),
  RIGEL_ADMINISTRATION: option(z.string()),
  RIGEL_CONTACT: option(z.email({ error: "est une adresse électronique" })),
  RIGEL_DIRECTEUR_PUBLICATION: option(z.string()),
  /** Set by Next while it builds. */
  NEXT_PHASE: option(z.string()),
  RIGEL_HEBERGEUR: option(z.string()),
  RIGEL_SAUVEGARDES: option(z.string().startsWith("/", "est le chemin complet d’un dossier")),
  RIGEL_SAUVEGARDES_JOURS: option(
    z
      .string()
      .regex(/^[1-9]\d{0,3}$/, "est un nombre de jours entre 1 et 9999")
      .transform(Number),
  ),
  RIGEL_CONSERVATION_PREUVES: option(
    z
      .string()
      .regex(/^[1-9]\d?$/, "est un nombre d’années, de 1 à 99")
      .transform(Number),
  ),
  RIGEL_PROXY_DE_CONFIANCE: option(
    z
      .string()
      .regex(/^[0-5]$/, "est le nombre de mandataires devant le service, entre 0 et 5")
      .transform(Number),
  ),
  RIGEL_REGISTRE_URL: option(z.url({ protocol: /^https?$/, error: "est une adresse http ou https complète" })),
  CLAMD_URL: option(z.url({ protocol: /^tcp$/, error: "est une adresse tcp://hôte:port" })),
  LOG_LEVEL: option(
    z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"], {
      error: "vaut trace, debug, info, warn, error, fatal ou silent",
    }),
  ),
});

export type Proconnect = Readonly<{
  /** As its own discovery document names itself, e.g. https://PROCONNECT_DOMAIN/api/v2 */
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Levels of assurance that let in; empty: any. */
  acr: readonly string[];
  /** Two factors required. */
  mfa: boolean;
}>;

export type Env = Readonly<{
  NODE_ENV: "production" | "development" | "test";
  /** Absolute folder of the data: `base` (PGlite), `fichiers`, and the demo's secret. */
  RIGEL_DATA: string;
  /** Set: PostgreSQL. Absent: PGlite in RIGEL_DATA. */
  DATABASE_URL: string | undefined;
  PORT: number;
  /** Only "1" opens the demo (sign-in by persona): any other value is a real service. */
  RIGEL_DEMO: boolean;
  /** Read when first needed: a build, the command line and the seed need none. */
  readonly NEXTAUTH_SECRET: string;
  NEXTAUTH_URL: string | undefined;
  /** Sign-in by ProConnect; absent: the service does not offer it. */
  PROCONNECT: Proconnect | undefined;
  /** smtp:// or smtps:// address of the mail server. Absent: mails stay in the outbox. */
  SMTP_URL: string | undefined;
  /** From whom the mails come; set whenever SMTP_URL is. */
  RIGEL_EXPEDITEUR: string | undefined;
  /** `next build` is running: nothing may open the database, a page that needs it must be dynamic. */
  CONSTRUCTION: boolean;
  /** Name of the administration responsible for the service. */
  RIGEL_ADMINISTRATION: string;
  /** Address given on the public pages: accessibility, personal data. */
  RIGEL_CONTACT: string | undefined;
  /** Mandatory mentions of a public site: who answers for it, who hosts it. */
  RIGEL_DIRECTEUR_PUBLICATION: string | undefined;
  RIGEL_HEBERGEUR: string | undefined;
  /** Absolute folder of the daily backups; absent: none is made by the server. */
  RIGEL_SAUVEGARDES: string | undefined;
  /** How many days of them are kept. */
  RIGEL_SAUVEGARDES_JOURS: number;
  /** Years after the end of a project during which financial evidence and its trail are kept. */
  RIGEL_CONSERVATION_PREUVES: number;
  /** How many reverse proxies stand in front and complete x-forwarded-for; 0: that header is not believed. */
  RIGEL_PROXY_DE_CONFIANCE: number;
  /** Company register (API « Recherche d’entreprises »); absent: none is asked, identities of companies stay « non vérifiées ». */
  RIGEL_REGISTRE_URL: string | undefined;
  /** ClamAV's daemon, which reads every attachment; absent: none does. */
  CLAMD_URL: string | undefined;
  LOG_LEVEL: "trace" | "debug" | "info" | "warn" | "error" | "fatal" | "silent";
}>;

/** What the operator must correct: shown as it is, without a stack. */
export class ErreurConfiguration extends Error {
  override name = "ErreurConfiguration";
}

type Lu = z.output<typeof schemaEnv>;

const CETTE_MACHINE = new Set(["localhost", "127.0.0.1"]);

/** Cookies, links and identities travel there: in clear, whoever is on the way reads and changes them. */
function enClair(lu: Lu): { nom: string; message: string }[] {
  if (lu.NODE_ENV !== "production" || lu.RIGEL_DEMO === "1") return [];
  return (["NEXTAUTH_URL", "PROCONNECT_ISSUER", "RIGEL_REGISTRE_URL"] as const)
    .filter((nom) => {
      const adresse = lu[nom] === undefined ? null : new URL(lu[nom]);
      return adresse !== null && adresse.protocol !== "https:" && !CETTE_MACHINE.has(adresse.hostname);
    })
    .map((nom) => ({ nom, message: "commence par https:// en production, sauf sur cette machine (localhost)." }));
}

/** Settings that go together: what misses when one of them is there. */
function manques(lu: Lu): { nom: string; message: string }[] {
  const trio = ["PROCONNECT_ISSUER", "PROCONNECT_CLIENT_ID", "PROCONNECT_CLIENT_SECRET"] as const;
  const voulu =
    [...trio, "PROCONNECT_ACR"].some((nom) => lu[nom as keyof Lu] !== undefined) || lu.PROCONNECT_MFA === "1";
  const fautes: { nom: string; message: string }[] = voulu
    ? trio
        .filter((nom) => lu[nom] === undefined)
        .map((nom) => ({ nom, message: `manque : ProConnect demande ${trio.join(", ")} ensemble.` }))
    : [];
  // Their links and return addresses are built on it, never on what a request says of its host.
  if (lu.NEXTAUTH_URL === undefined && voulu)
    fautes.push({ nom: "NEXTAUTH_URL", message: "manque : ProConnect ramène les personnes à cette adresse." });
  if (lu.NEXTAUTH_URL === undefined && lu.SMTP_URL !== undefined)
    fautes.push({ nom: "NEXTAUTH_URL", message: "manque : les courriels envoient les personnes à cette adresse." });
  if (lu.SMTP_URL !== undefined && lu.RIGEL_EXPEDITEUR === undefined)
    fautes.push({
      nom: "RIGEL_EXPEDITEUR",
      message: "manque : un serveur de courrier demande une adresse d’expéditeur.",
    });
  return fautes;
}

function proconnect(lu: Lu): Proconnect | undefined {
  const { PROCONNECT_ISSUER: issuer, PROCONNECT_CLIENT_ID: clientId, PROCONNECT_CLIENT_SECRET: clientSecret } = lu;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) return undefined;
  return {
    issuer: issuer.replace(/\/+$/, ""),
    clientId,
    clientSecret,
    acr: lu.PROCONNECT_ACR?.split(/\s+/) ?? [],
    mfa: lu.PROCONNECT_MFA === "1",
  };
}

function fauteEnClair(fautes: { nom: string; message: string }[]): string {
  const lignes = fautes.map(({ nom, message }) => `  – ${nom} ${message}`);
  return ["La configuration de Rigel est incorrecte :", ...lignes].join("\n");
}

/** Generated once and kept, so that the sessions of a demo survive a restart. */
function secretConserve(dossier: string): string {
  const fichier = path.join(dossier, "secret");
  mkdirSync(dossier, { recursive: true });
  try {
    writeFileSync(fichier, `${randomBytes(LONGUEUR_SECRET).toString("base64url")}\n`, { mode: 0o600, flag: "wx" });
  } catch (erreur) {
    if ((erreur as NodeJS.ErrnoException).code !== "EEXIST") throw erreur;
  }
  return readFileSync(fichier, "utf8").trim();
}

function secret(declare: string | undefined, lu: Pick<Env, "NODE_ENV" | "RIGEL_DEMO" | "RIGEL_DATA">): string {
  if (declare !== undefined) return declare;
  if (lu.NODE_ENV === "production" && !lu.RIGEL_DEMO) {
    throw new ErreurConfiguration(
      fauteEnClair([
        {
          nom: "NEXTAUTH_SECRET",
          message:
            "manque : en production, Rigel ne démarre pas sans un secret d’au moins 32 caractères (openssl rand -base64 32).",
        },
      ]),
    );
  }
  return secretConserve(lu.RIGEL_DATA);
}

/** Pure but for the secret, which is read (and for a demo written) on first use. */
export function lireEnv(source: Readonly<Record<string, string | undefined>>, dossierCourant: string): Env {
  const lecture = schemaEnv.safeParse(source);
  if (!lecture.success) {
    const fautes = lecture.error.issues.map((faute) => ({ nom: faute.path.join("."), message: `${faute.message}.` }));
    throw new ErreurConfiguration(fauteEnClair(fautes));
  }
  const lu = lecture.data;
  const autres = [...manques(lu), ...enClair(lu)];
  if (autres.length > 0) throw new ErreurConfiguration(fauteEnClair(autres));
  const base = {
    NODE_ENV: lu.NODE_ENV ?? "development",
    RIGEL_DATA: path.resolve(dossierCourant, lu.RIGEL_DATA ?? ".rigel"),
    DATABASE_URL: lu.DATABASE_URL,
    PORT: lu.PORT ?? 3000,
    RIGEL_DEMO: lu.RIGEL_DEMO === "1",
    NEXTAUTH_URL: lu.NEXTAUTH_URL,
    PROCONNECT: proconnect(lu),
    SMTP_URL: lu.SMTP_URL,
    RIGEL_EXPEDITEUR: lu.RIGEL_EXPEDITEUR,
    CONSTRUCTION: lu.NEXT_PHASE === "phase-production-build",
    RIGEL_ADMINISTRATION: lu.RIGEL_ADMINISTRATION ?? ADMINISTRATION,
    RIGEL_CONTACT: lu.RIGEL_CONTACT,
    RIGEL_DIRECTEUR_PUBLICATION: lu.RIGEL_DIRECTEUR_PUBLICATION,
    RIGEL_HEBERGEUR: lu.RIGEL_HEBERGEUR,
    RIGEL_SAUVEGARDES: lu.RIGEL_SAUVEGARDES,
    RIGEL_SAUVEGARDES_JOURS: lu.RIGEL_SAUVEGARDES_JOURS ?? 30,
    RIGEL_CONSERVATION_PREUVES: lu.RIGEL_CONSERVATION_PREUVES ?? 10,
    RIGEL_PROXY_DE_CONFIANCE: lu.RIGEL_PROXY_DE_CONFIANCE ?? 0,
    RIGEL_REGISTRE_URL: lu.RIGEL_REGISTRE_URL?.replace(/\/+$/, ""),
    CLAMD_URL: lu.CLAMD_URL,
    LOG_LEVEL: lu.LOG_LEVEL ?? (lu.NODE_ENV === "test" ? "silent" : "info"),
  } as const;
  let conserve: string | undefined;
  return {
    ...base,
    get NEXTAUTH_SECRET() {
      conserve ??= secret(lu.NEXTAUTH_SECRET, base);
      return conserve;
    },
  };
}

export const env: Env = lireEnv(process.env, process.cwd());
