import Link from "next/link";
import { type Colonne, Tableau } from "@/components/dsfr/tableau";
import { ecartConstat, ecrireEcart, placesPrevues } from "@/lib/domain/carte/constat";
import { nomMotifEcart } from "@/lib/domain/carte/motifs-ecart";
import { TITRE_OCCUPEES } from "@/lib/domain/carte/occupees";
import { ecrireDateCourte, ecrireNombre } from "@/lib/domain/ecriture";
import type { ConstatLu, DemandeCarte, RentreeObservee } from "@/lib/schemas/carte-demandes";
import { adresseConstat } from "@/lib/schemas/constat";
import { FigureOccupees } from "../../occupees";

const voie = (places: number, colorees: number): string =>
  colorees === 0 ? ecrireNombre(places) : `${ecrireNombre(places)} (${ecrireNombre(colorees)} colorées)`;

/** What was really opened and who came, rentrée by rentrée, against the places planned. */
export function ConstatsDeLaDemande({ d }: { d: DemandeCarte }) {
  const prevues = placesPrevues(d);
  const lu = (dire: (c: ConstatLu) => string) => (o: RentreeObservee) => (o.constat === null ? "—" : dire(o.constat));
  const colonnes: Colonne<RentreeObservee>[] = [
    { cle: "rentree", nom: "Rentrée", entete: true, contenu: (o) => o.rentree },
    {
      ...{ cle: "s", nom: "Ouvertes, voie scolaire", aDroite: true },
      contenu: lu((c) => voie(c.scolaire, c.scolaireColoree)),
    },
    {
      ...{ cle: "a", nom: "Ouvertes, apprentissage", aDroite: true },
      contenu: lu((c) => voie(c.apprentissage, c.apprentissageColoree)),
    },
    {
      ...{ cle: "ecart", nom: "Écart au prévu", aDroite: true },
      contenu: lu((c) => ecrireEcart(ecartConstat(prevues, c))),
    },
    {
      ...{ cle: "motif", nom: "Motif" },
      contenu: lu((c) =>
        ecartConstat(prevues, c).nul
          ? "Sans objet"
          : c.motif === null
            ? "Motif non renseigné"
            : [nomMotifEcart(c.motif), c.precision].filter(Boolean).join(" : "),
      ),
    },
    {
      ...{ cle: "le", nom: "Renseigné", court: true },
      contenu: (o) =>
        o.constat === null
          ? "Pas encore saisi"
          : `${ecrireDateCourte(o.constat.le)}, ${o.constat.source === "import" ? "par import" : "par saisie"}`,
    },
    {
      ...{ cle: "occupees", nom: TITRE_OCCUPEES, aDroite: true },
      contenu: (o) => <FigureOccupees occupees={o.occupees} />,
    },
  ];
  return (
    <>
      {d.observees.every((o) => o.constat === null) ? (
        <p>Constat pas encore saisi : les places réellement ouvertes ne sont pas connues.</p>
      ) : null}
      <Tableau
        id="constats"
        titre="Places ouvertes et places occupées, par rentrée"
        colonnes={colonnes}
        lignes={d.observees}
        cle={(o) => String(o.rentree)}
      />
      <p className="fr-text--sm fr-mt-1w">
        Les places ouvertes sont dites par l’établissement ; les places occupées sont les élèves de 1re année que compte
        le constat de rentrée pour cette formation, dans l’établissement entier.
      </p>
      {d.saisirConstat ? (
        <p className="fr-mt-2w">
          <Link
            href={adresseConstat({ uai: d.uai, rentree: d.rentree })}
            className="fr-link fr-link--icon-left fr-icon-edit-line"
          >
            Saisir le constat
          </Link>
        </p>
      ) : null}
    </>
  );
}
