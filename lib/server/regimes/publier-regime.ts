import "server-only";
import { jourAParis } from "@/lib/domain/dates";
import { ecarts, ecrireEcart } from "@/lib/domain/evolution-regime";
import type { CodeRegime } from "@/lib/domain/nomenclatures";
import type { VersionDemandee } from "@/lib/schemas/demande-regime";
import { versJeu } from "@/lib/schemas/vers-regime";
import { transaction } from "@/lib/server/base";
import { deJour } from "@/lib/server/dossiers/lignes";
import { type Agent, peut } from "@/lib/server/droits";
import { interdit } from "@/lib/server/erreur";
import { ecrireEntree } from "@/lib/server/journal";
import { composerVersion, documentsPublies } from "@/lib/server/regimes/composer-version";
import { lireJeu } from "@/lib/server/regimes/lire-regimes";
import { oublierVersionsPubliques } from "@/lib/server/regimes/versions-publiques";
import { erreurSaisie } from "@/lib/server/repondre";

/** Two publications of one regime follow each other: the second sees the first, and is told so. */
const CLE_VERROU = 7_141_003;

/**
 * The next version of a regime, for good: no row of RegimePublie is ever changed. Dossiers keep the number they were given; those
 * created from its day of effect receive this one.
 */
export async function publierRegime(
  agent: Agent,
  demande: VersionDemandee,
  maintenant: Date,
): Promise<{ code: CodeRegime; numero: number }> {
  if (!peut(agent, "regime.publier")) throw interdit();
  const jour = jourAParis(maintenant);
  if (demande.effetLe < jour)
    throw erreurSaisie({ effetLe: "La date d’effet ne peut pas être passée : des dossiers l’auraient déjà manquée." });
  const publie = await transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${CLE_VERROU}::int, hashtext(${demande.code}))`;
    const { dernier, suivant } = await composerVersion(tx, demande, {
      jour,
      effetLe: demande.effetLe,
      organisation: agent.organisation,
    });
    if (dernier.effetLe !== undefined && demande.effetLe < dernier.effetLe)
      throw erreurSaisie({
        effetLe: "La date d’effet ne peut pas précéder celle de la version d’avant, qui ne s’appliquerait jamais.",
      });
    const documents = await documentsPublies(tx, demande);
    const contenu = versJeu(suivant);
    // What is written must be readable for ever: through the schema that will read it.
    lireJeu(contenu);
    const { code, numero } = suivant;
    await tx.regimePublie.create({
      data: {
        code,
        numero,
        contenu,
        effetLe: deJour(demande.effetLe) as Date,
        motif: demande.motif,
        documents,
        publieLe: maintenant,
        publieParId: agent.id,
      },
      select: { numero: true },
    });
    await ecrireEntree(tx, {
      action: "regime.publier",
      acteur: agent,
      objet: `${code} ${numero}`,
      avant: { numero: dernier.numero },
      apres: {
        numero,
        effetLe: demande.effetLe,
        motif: demande.motif,
        changements: ecarts(dernier, suivant).map((e) => ({
          sur: e.type === "seuil" ? e.nom : e.code,
          changement: ecrireEcart(e),
          raison: e.type === "seuil" ? undefined : demande.regles.find((r) => r.code === e.code)?.raison,
        })),
        documents: documents.map(({ regle, seuil, titre, date, lien, sha256 }) => ({
          sur: regle ?? seuil,
          titre,
          date,
          lien,
          sha256,
        })),
      },
    });
    return { code, numero };
  });
  oublierVersionsPubliques();
  return publie;
}
