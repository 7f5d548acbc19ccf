/**
 * Quadrant of one diploma in one région: picture, or the same data as a table, with what must be known to read them.
 *
 * Props (REGION mounts it, below the missing places):
 *   vue: VueQuadrants | null   `await lireQuadrants(agent, { region, ...choixQuadrants.parse(searchParams) })` of
 *                              lib/server/carte/quadrants/lire-quadrants; null: no rate imported, the component says what to do
 *   pageEntiere?: boolean      the page is all about quadrants: no link to it
 * The parameters `diplome` and `millesime` of the page's address choose what is shown; the component writes `diplome` itself.
 */
import Link from "next/link";
import { Bascule } from "@/components/carte-formations/bascule";
import { Tableau } from "@/components/dsfr/tableau";
import { nomTerritoire } from "@/lib/domain/carte/quadrant";
import { DOMAINES, type VueQuadrants } from "@/lib/schemas/carte-quadrants";
import { ChoixAdresse } from "./choix-adresse";
import { COLONNES, lignesToutes } from "./colonnes";
import { Cote } from "./cote";
import { Nuage } from "./nuage";

export function Quadrant({ vue, pageEntiere }: { vue: VueQuadrants | null; pageEntiere?: boolean }) {
  if (vue === null)
    return (
      <section aria-labelledby="quadrant-titre">
        <h2 className="fr-h5" id="quadrant-titre">
          Quadrant des formations
        </h2>
        <p>
          Aucun taux d’emploi ni de poursuite d’études n’est importé pour cette région académique. L’administration de
          Rigel les importe : demandez-les-lui.
        </p>
      </section>
    );
  const { diplome, moyennes, formations, domaine } = vue;
  const complet = lignesToutes(vue);
  return (
    <div className="fr-grid-row fr-grid-row--gutters">
      <div className="fr-col-12 fr-col-lg-7">
        <Bascule
          id="quadrant"
          titre={`Quadrant : ${diplome.libelle.toLocaleLowerCase("fr")}${domaine === null ? "" : `, ${DOMAINES[domaine].toLocaleLowerCase("fr")}`}`}
          legende="Affichage du quadrant"
          outils={
            <ChoixAdresse
              id="quadrant-diplome"
              libelle="Diplôme"
              nom="diplome"
              valeur={diplome.code}
              options={vue.diplomes.map((d) => ({ valeur: d.code, libelle: d.court }))}
              enLigne
            />
          }
          graphique={
            moyennes.regionale === null ? (
              <p>
                La moyenne régionale de ce diplôme n’est pas publiée pour le millésime {vue.millesime} : aucune
                formation ne peut être placée. Le tableau donne leurs taux.
              </p>
            ) : formations.length === 0 ? (
              <p>Aucune formation de ce diplôme n’a ses deux taux publiés.</p>
            ) : (
              <Nuage formations={formations} regionale={moyennes.regionale} nationale={moyennes.nationale} />
            )
          }
          tableau={
            <Tableau
              id="quadrant-donnees"
              titre={`${diplome.court}, ${nomTerritoire(vue.region)}, millésime ${vue.millesime} : taux et positions`}
              lignes={complet}
              cle={(l) => l.cle}
              colonnes={COLONNES}
            />
          }
        />
      </div>
      <div className="fr-col-12 fr-col-lg-5">
        <Cote vue={vue} />
        {pageEntiere ? null : (
          <p className="fr-mb-0">
            <Link href={`/carte/quadrants?${new URLSearchParams({ region: vue.region, diplome: diplome.code })}`}>
              Autres millésimes, régions et spécialités
            </Link>
          </p>
        )}
      </div>
    </div>
  );
}
