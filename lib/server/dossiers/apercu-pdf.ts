import "server-only";
import { verifier } from "@/lib/domain/eligibilite";
import { env } from "@/lib/env";
import { produireDossierPdf } from "@/lib/pdf/dossier";
import { complementsDe } from "@/lib/schemas/complements";
import { estIdentifiant } from "@/lib/schemas/demandes";
import { versDossier } from "@/lib/schemas/lecture";
import { lecture, type Tx, transaction } from "@/lib/server/base";
import { nomDeFichier } from "@/lib/server/dossiers/exporter-dossier";
import { SELECTION_FICHIER, versFichier } from "@/lib/server/dossiers/lignes";
import { lireContexte } from "@/lib/server/dossiers/lire-contexte";
import { type Agent, dossiersPermis } from "@/lib/server/droits";
import { ecrireEntree } from "@/lib/server/journal";
import { regimeDe } from "@/lib/server/regimes/lire-regimes";

/** What the filed PDF would look like now, marked as a preview; null: no such dossier for this person. */
export async function apercuPdf(agent: Agent, id: string): Promise<{ nom: string; octets: Uint8Array } | null> {
  if (!estIdentifiant(id)) return null;
  const lu = await lecture((tx) => lire(tx, agent, id));
  if (lu === null) return null;
  await transaction((tx) => ecrireEntree(tx, { action: "dossier.apercu_pdf", acteur: agent, dossierId: id }));
  const octets = await produireDossierPdf({
    ...lu,
    mention: { type: "apercu" },
    administration: env.RIGEL_ADMINISTRATION,
  });
  return { nom: `${nomDeFichier(lu.fichier)}-apercu.pdf`, octets };
}

async function lire(tx: Tx, agent: Agent, id: string) {
  const dossier = await tx.dossier.findFirst({
    where: { id, AND: [dossiersPermis(agent, "dossier.exporter")] },
    select: { ...SELECTION_FICHIER, regimeNumero: true },
  });
  if (dossier === null) return null;
  const fichier = versFichier(dossier);
  const contexte = await lireContexte(tx, agent, id, fichier);
  const regime = await regimeDe(tx, fichier.regime, dossier.regimeNumero);
  const pieces = await tx.piece.findMany({
    where: { dossierId: id, retireeLe: null, cleStockage: { not: null } },
    orderBy: SELECTION_FICHIER.pieces.orderBy,
    select: { nomFichier: true, type: true, octets: true, sha256: true },
  });
  return {
    fichier,
    resultat: verifier(versDossier(fichier), contexte, regime),
    regime,
    complements: complementsDe(dossier),
    pieces: pieces.map((p) => ({
      nom: p.nomFichier ?? "",
      type: p.type ?? "autre",
      octets: p.octets ?? 0,
      sha256: p.sha256 ?? "",
    })),
  };
}
