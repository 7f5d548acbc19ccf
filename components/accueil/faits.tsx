import { REGIONS_ACADEMIQUES } from "@/lib/domain/nomenclatures";
import { PLAFOND_SUBVENTION } from "@/lib/domain/seuils";

const RAPPORT = "Rapport IGÉSR « L’évolution de la carte des formations professionnelles de niveaux 3 à 5 »";

const plafond = (PLAFOND_SUBVENTION.numerateur * 100n) / PLAFOND_SUBVENTION.denominateur;

const FAITS = [
  {
    chiffre: `${plafond} %`,
    fait: "C’est la part du coût du projet que la subvention ne dépasse jamais. Rigel la compare au centime, sur le coût éligible.",
    citation: "avec une subvention maximale de 70 % du coût du projet",
    source: "chap. 4 § 1.2",
  },
  {
    chiffre: "Un consortium",
    fait: "Tout le reste vient des partenaires du projet. Chaque apport est suivi jusqu’à la lettre signée, du même montant.",
    citation: "le reste des financements étant abondés par les partenaires du consortium du projet",
    source: "chap. 4 § 3.2, note 168",
  },
  {
    chiffre: `1 région sur ${REGIONS_ACADEMIQUES.length}`,
    fait: "Une seule région académique avait présenté un projet complet ATCF, une autre finissait le sien. Celle qui a réussi avait trois personnes à temps plein.",
    citation: "seule la région académique Auvergne-Rhône-Alpes a pu présenter un projet",
    source: "chap. 4 § 3.2",
  },
];

export function Faits() {
  return (
    <section className="rg-bande" aria-labelledby="pourquoi">
      <div className="fr-container fr-py-6w">
        <h2 id="pourquoi">Pourquoi Rigel</h2>
        <ul className="rg-faits">
          {FAITS.map(({ chiffre, fait, citation, source }) => (
            <li key={chiffre} className="rg-fait">
              <p className="rg-fait__chiffre">{chiffre}</p>
              <p className="fr-mb-2w">{fait}</p>
              <p className="fr-text--sm fr-mb-0">
                « <q className="rg-citation">{citation}</q> »
                <br />
                <span className="fr-hint-text">{source}</span>
              </p>
            </li>
          ))}
        </ul>
        <p className="fr-hint-text fr-mb-0 fr-mt-3w">
          Source : {RAPPORT}, Inspection générale de l’éducation, du sport et de la recherche.
        </p>
      </div>
    </section>
  );
}
