import { Tableau } from "@/components/dsfr/tableau";
import { accorder, ecrireNombre } from "@/lib/domain/ecriture";
import { direValeur } from "@/lib/domain/orion/dire-valeur";
import type { ChangementPrevu, LignePrevue } from "@/lib/schemas/imports-carte";
import { nomChamp } from "./noms-champs";

/** Beyond, the number is enough. */
const CHANGEMENTS_MONTRES = 4;

function Changements({ changements }: { changements: readonly ChangementPrevu[] }) {
  const reste = changements.length - CHANGEMENTS_MONTRES;
  return (
    <ul className="fr-raw-list">
      {changements.slice(0, CHANGEMENTS_MONTRES).map(({ champ, avant, apres }) => (
        <li key={champ}>
          {nomChamp(champ)} : {direValeur(champ, avant)} → {direValeur(champ, apres)}
        </li>
      ))}
      {reste > 0 ? <li>et {accorder(reste, "autre changement", "autres changements")}</li> : null}
    </ul>
  );
}

/** The first rows that applying writes, with what changes of those known already. */
export function PrevisionsImport({
  id,
  titre,
  lignes,
  total,
}: {
  id: string;
  titre: string;
  lignes: readonly LignePrevue[];
  total: number;
}) {
  if (lignes.length === 0) return null;
  return (
    <div className="fr-mt-5w">
      <h2 className="fr-h4" id={`${id}-section`}>
        {titre}
      </h2>
      {total > lignes.length ? (
        <p>
          Les {ecrireNombre(lignes.length)} premières sur {ecrireNombre(total)}.
        </p>
      ) : null}
      <Tableau
        id={id}
        titre={titre}
        lignes={lignes}
        cle={(l) => l.cle}
        colonnes={[
          { cle: "cle", nom: "Numéro", entete: true, contenu: (l) => l.cle },
          { cle: "ligne", nom: "Ligne", aDroite: true, contenu: (l) => ecrireNombre(l.ligne) },
          { cle: "libelle", nom: "De quoi il s’agit", contenu: (l) => l.libelle },
          ...(lignes.some((l) => l.changements.length > 0)
            ? [
                {
                  cle: "changements",
                  nom: "Ce qui change",
                  contenu: (l: LignePrevue) => <Changements changements={l.changements} />,
                },
              ]
            : []),
        ]}
      />
    </div>
  );
}
