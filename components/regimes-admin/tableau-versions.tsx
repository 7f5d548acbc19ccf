import { Tableau } from "@/components/dsfr/tableau";
import {
  Documents,
  ecrireEffet,
  ListeEcarts,
  NOMS_SITUATION,
  type VersionMontree,
} from "@/components/regles/versions-regime";
import { ecrireNombre } from "@/lib/domain/ecriture";

/** The versions of one regime: when each applies, and what it changed. */
export function TableauVersions({
  id,
  titre,
  versions,
}: {
  id: string;
  titre: string;
  versions: readonly VersionMontree[];
}) {
  return (
    <Tableau
      id={id}
      titre={titre}
      lignes={versions}
      cle={(v) => String(v.regime.numero)}
      colonnes={[
        { cle: "numero", nom: "Version", entete: true, court: true, contenu: (v) => `Version ${v.regime.numero}` },
        { cle: "situation", nom: "Situation", contenu: (v) => NOMS_SITUATION[v.situation] },
        { cle: "effet", nom: "Application", contenu: ecrireEffet },
        { cle: "regles", nom: "Règles", aDroite: true, contenu: (v) => ecrireNombre(v.regime.regles.length) },
        {
          cle: "confirmer",
          nom: "À confirmer",
          aDroite: true,
          contenu: (v) => ecrireNombre(v.regime.regles.filter((r) => r.aConfirmer).length),
        },
        {
          cle: "changements",
          nom: "Changements",
          contenu: (v) =>
            v.changements.length === 0 ? (
              "Version d’origine"
            ) : (
              <>
                <p className="fr-hint-text fr-mb-1w">{v.motif}</p>
                <ListeEcarts ecarts={v.changements} />
                <Documents documents={v.documents} connecte />
              </>
            ),
        },
      ]}
    />
  );
}
