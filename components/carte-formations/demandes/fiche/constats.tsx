import Link from "next/link";
import { type Colonne, Tableau } from "@/components/dsfr/tableau";
import { ecartConstat, ecrireEcart, placesPrevues } from "@/lib/domain/carte/constat";
import { nomMotifEcart } from "@/lib/domain/carte/motifs-ecart";
import { ecrireDateCourte, ecrireNombre } from "@/lib/domain/ecriture";
import type { ConstatLu, DemandeCarte } from "@/lib/schemas/carte-demandes";

const voie = (places: number, colorees: number): string =>
  colorees === 0 ? ecrireNombre(places) : `${ecrireNombre(places)} (${ecrireNombre(colorees)} colorées)`;

/** Places really open, rentrée by rentrée, against those planned. */
export function ConstatsDeLaDemande({ d }: { d: DemandeCarte }) {
  const prevues = placesPrevues(d);
  const colonnes: Colonne<ConstatLu>[] = [
    { cle: "rentree", nom: "Rentrée", entete: true, contenu: (c) => c.rentree },
    { cle: "s", nom: "Voie scolaire", aDroite: true, contenu: (c) => voie(c.scolaire, c.scolaireColoree) },
    { cle: "a", nom: "Apprentissage", aDroite: true, contenu: (c) => voie(c.apprentissage, c.apprentissageColoree) },
    { cle: "ecart", nom: "Écart au prévu", aDroite: true, contenu: (c) => ecrireEcart(ecartConstat(prevues, c)) },
    {
      ...{ cle: "motif", nom: "Motif" },
      contenu: (c) =>
        ecartConstat(prevues, c).nul
          ? "Sans objet"
          : c.motif === null
            ? "Motif non renseigné"
            : [nomMotifEcart(c.motif), c.precision].filter(Boolean).join(" : "),
    },
    {
      ...{ cle: "le", nom: "Renseigné", court: true },
      contenu: (c) => `${ecrireDateCourte(c.le)}, ${c.source === "import" ? "par import" : "par saisie"}`,
    },
  ];
  return (
    <>
      {d.constats.length === 0 ? (
        <p>Constat pas encore saisi : les places réellement ouvertes ne sont pas connues.</p>
      ) : (
        <Tableau
          id="constats"
          titre="Places constatées, par rentrée"
          colonnes={colonnes}
          lignes={d.constats}
          cle={(c) => String(c.rentree)}
        />
      )}
      {d.saisirConstat ? (
        <p className="fr-mt-2w">
          <Link href="/carte/constat" className="fr-link fr-link--icon-left fr-icon-edit-line">
            Saisir le constat
          </Link>
        </p>
      ) : null}
    </>
  );
}
