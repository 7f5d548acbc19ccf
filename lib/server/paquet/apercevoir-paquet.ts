import "server-only";
import { estIdentifiant } from "@/lib/schemas/demandes";
import type { ApercuPaquet } from "@/lib/schemas/paquet";
import { lecture } from "@/lib/server/base";
import { type Agent, dossiersPermis } from "@/lib/server/droits";
import { lettresSignees } from "@/lib/server/lettres/lettres-signees";
import { lirePlans } from "@/lib/server/lettres/lire-entrees";
import { composerRecueil } from "@/lib/server/paquet/composer-recueil";
import { Atelier } from "@/lib/server/paquet/deposer-a-cote";
import { regimeDe } from "@/lib/server/regimes/lire-regimes";

const DATE = "2000-01-01T12:00:00.000Z";

/** What the pack would hold if the dossier were filed now, made by what will make it; null: none, or not for this person. */
export async function apercevoirPaquet(
  agent: Agent,
  dossierId: string,
  { type, signal }: { type?: string | null; signal?: AbortSignal } = {},
): Promise<ApercuPaquet | null> {
  if (!estIdentifiant(dossierId)) return null;
  const lu = await lecture(async (tx) => {
    const dossier = await tx.dossier.findFirst({
      where: { id: dossierId, AND: [dossiersPermis(agent, "dossier.exporter")] },
      select: {
        titre: true,
        regime: true,
        regimeNumero: true,
        pagesPresentation: true,
        pieces: {
          where: { retireeLe: null, ...(type && { type }) },
          orderBy: [{ rang: "asc" }, { deposeeLe: "asc" }, { id: "asc" }],
          select: { nomFichier: true, type: true, typeMime: true, octets: true, sha256: true, cleStockage: true },
        },
      },
    });
    if (dossier === null) return null;
    const registre = { id: dossierId, AND: [dossiersPermis(agent, "lettre.lire")] };
    const lettresLues = !type && (await tx.dossier.count({ where: registre })) > 0;
    return {
      dossier,
      regime: await regimeDe(tx, dossier.regime as never, dossier.regimeNumero),
      // They name their files: for whoever may read the register.
      lettres: lettresLues ? await lettresSignees(tx, dossierId, await lirePlans(tx, dossierId)) : [],
    };
  });
  if (lu === null) return null;
  const { dossier, regime, lettres } = lu;
  const pieces = dossier.pieces.flatMap((p) =>
    p.cleStockage === null
      ? []
      : [
          {
            nom: p.nomFichier ?? "piece",
            type: p.type,
            typeMime: p.typeMime,
            octets: p.octets ?? 0,
            sha256: p.sha256 ?? "",
            cle: p.cleStockage,
          },
        ],
  );
  const atelier = new Atelier();
  try {
    const entete = { titre: "Annexes", dossier: dossier.titre, auteur: "", date: DATE };
    const recueil = await composerRecueil(atelier, [...pieces, ...lettres], entete, null, {
      pour: { personne: agent.id, dossier: dossierId },
      signal,
    });
    const limite = regime.regles.some((r) => r.code === "PAGES_15") ? (regime.seuils.pagesMax ?? null) : null;
    return {
      annexes: recueil.pieces.map(({ chemin: _, sha256: __, type: ___, nom: ____, ...vue }) => vue),
      sansFichier: dossier.pieces.length - pieces.length,
      pages: recueil.pages,
      octets: recueil.octets,
      presentations: recueil.pieces
        .filter((p) => p.type === "presentation" && p.premiere !== null)
        .map((p) => ({
          nom: p.nom,
          sha256: p.sha256,
          reelles: p.pages,
          declarees: dossier.pagesPresentation ?? undefined,
          limite,
        })),
    };
  } finally {
    await atelier.vider();
  }
}
