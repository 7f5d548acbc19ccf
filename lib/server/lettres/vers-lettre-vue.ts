import "server-only";
import { centimes, ecrireMontant } from "@/lib/domain/argent";
import { acheminement } from "@/lib/domain/courrier";
import { courrierConfigure } from "@/lib/integrations/courrier";
import type { LettreVue } from "@/lib/schemas/lettres";
import type { Tx } from "@/lib/server/base";
import type { Prisma } from "@/prisma/genere/client";

const NOM = { select: { prenom: true, nom: true } } as const;

export const SELECTION_LETTRE = {
  id: true,
  partenaire: true,
  nomPartenaire: true,
  numero: true,
  montant: true,
  prepareeLe: true,
  prepareePar: NOM,
  pdfCle: true,
  pdfOctets: true,
  envoyeeLe: true,
  envoyeePar: NOM,
  envoyeeA: true,
  signeeLe: true,
  nomFichier: true,
  octets: true,
  deposeeLe: true,
  deposeePar: NOM,
  retireeLe: true,
  retireePar: NOM,
  motifRetrait: true,
  version: true,
} as const satisfies Prisma.LettreEngagementSelect;

type Lue = Prisma.LettreEngagementGetPayload<{ select: typeof SELECTION_LETTRE }>;
type Personne = { prenom: string; nom: string } | null;
const nomDe = (p: Personne): string | null => (p === null ? null : `${p.prenom} ${p.nom}`);

/** `adresses`: whether this person may read where it was sent; `attendus`: files whose last mail is still in the outbox. */
export const versLettreVue = (l: Lue, adresses: boolean, attendus: ReadonlySet<string>): LettreVue => ({
  id: l.id,
  partenaire: l.partenaire,
  nomPartenaire: l.nomPartenaire,
  numero: l.numero,
  montant: ecrireMontant(centimes(l.montant)),
  prepareeLe: l.prepareeLe.toISOString(),
  prepareePar: nomDe(l.prepareePar) ?? "",
  pdfOctets: l.pdfOctets,
  envoi:
    l.envoyeeLe === null
      ? null
      : {
          le: l.envoyeeLe.toISOString(),
          par: nomDe(l.envoyeePar),
          a: adresses ? l.envoyeeA : null,
          courriel: acheminement(attendus.has(l.pdfCle), courrierConfigure()),
        },
  signature:
    l.signeeLe === null || l.deposeeLe === null
      ? null
      : {
          le: l.signeeLe.toISOString().slice(0, 10),
          fichier: { nom: l.nomFichier ?? "lettre", octets: l.octets ?? 0 },
          deposeeLe: l.deposeeLe.toISOString(),
          deposeePar: nomDe(l.deposeePar),
        },
  retrait:
    l.retireeLe === null
      ? null
      : { le: l.retireeLe.toISOString(), par: nomDe(l.retireePar), motif: l.motifRetrait ?? "" },
  version: l.version,
});

/** Files of letters whose last mail has not left. */
export async function courrielsEnAttente(
  tx: Tx,
  lettres: readonly Pick<Lue, "pdfCle" | "envoyeeLe">[],
): Promise<Set<string>> {
  const cles = lettres.flatMap((l) => (l.envoyeeLe === null ? [] : [l.pdfCle]));
  if (cles.length === 0) return new Set();
  const mails = await tx.courriel.findMany({
    where: { genre: "lettre", pieceCle: { in: cles } },
    orderBy: [{ creeLe: "asc" }, { id: "asc" }],
    select: { pieceCle: true, envoyeLe: true },
  });
  const derniers = new Map(mails.map((c) => [c.pieceCle, c.envoyeLe]));
  return new Set(cles.filter((cle) => derniers.get(cle) === null));
}
