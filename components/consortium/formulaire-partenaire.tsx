"use client";
import Link from "next/link";
import { type ChampSaisi, useChampSaisi, useLignes, useValeur } from "@/components/dossier/champ-saisi";
import { useEspaceFixe } from "@/components/dossier/espace-contexte";
import type { Complement } from "@/components/dsfr/champ-cadre";
import { ChampChoix, optionsDe } from "@/components/dsfr/champ-choix";
import { ChampDate } from "@/components/dsfr/champ-date";
import { ChampMontant } from "@/components/dsfr/champ-montant";
import { ChampLong, ChampTexte } from "@/components/dsfr/champ-texte";
import { useEtablissementConnu } from "@/components/referentiels/etablissement-connu";
import { centimes, lireMontant } from "@/lib/domain/argent";
import { ecrireDateCourte, ecrireEuros } from "@/lib/domain/ecriture";
import { CATEGORIES, NATURES } from "@/lib/domain/nomenclatures";
import { doublons } from "@/lib/domain/organisations";
import type { LettreVue } from "@/lib/schemas/lettres";
import { AccesPartenaire } from "./acces-partenaire";
import { BASES_AIDE_ETAT } from "./aide-etat";
import styles from "./consortium.module.css";
import { IdentitePartenaire, versDeclaree } from "./identite-partenaire";
import { nomDePartenaire, type PartenaireSaisi } from "./ligne-partenaire";

const useChamp = (rang: number, ...suite: string[]) => useChampSaisi("partenaires", "partenaires", rang, ...suite);

/** A letter exists as soon as one of its two fields is filled; emptied, it is no letter any more. */
function useLettre(rang: number): {
  montant: ChampSaisi;
  signeeLe: ChampSaisi;
  poser: (montant: unknown, signeeLe: unknown) => void;
} {
  const montant = useChamp(rang, "lettreEngagement", "montant");
  const signeeLe = useChamp(rang, "lettreEngagement", "signeeLe");
  const lettre = useChamp(rang, "lettreEngagement");
  const poser = (montantSaisi: unknown, dateSaisie: unknown) =>
    lettre.surChangement(
      montantSaisi || dateSaisie ? { montant: montantSaisi ?? null, signeeLe: dateSaisie ?? null } : null,
    );
  return {
    poser,
    montant: { ...montant, surChangement: (v) => poser(v, signeeLe.valeur) },
    signeeLe: { ...signeeLe, surChangement: (v) => poser(montant.valeur, v) },
  };
}

/** One SIRET or UAI on two partners of the dossier: said under both, it forbids nothing. */
function useDoublons(rang: number): Record<"siret" | "uai", Complement[]> {
  const { lignes } = useLignes<PartenaireSaisi>("partenaires", "partenaires");
  const avis: Record<"siret" | "uai", Complement[]> = { siret: [], uai: [] };
  for (const { champ, autre } of doublons(lignes.map(versDeclaree)).filter((d) => d.rang === rang))
    avis[champ].push({
      id: `partenaires-${rang}-${champ}-doublon`,
      contenu: (
        <p className="fr-message fr-message--warning">
          {champ === "siret" ? "Ce SIRET" : "Cet UAI"} est aussi celui de « {nomDePartenaire(lignes[autre]?.nom, autre)}
          {"\u00a0"}
          ». Si c’est le même partenaire, retirez l’un des deux.
        </p>
      ),
    });
  return avis;
}

/** Everything asked of one partner. Ids of the fields are their paths in the file: findings link to them. */
export function FormulairePartenaire({ rang }: { rang: number }) {
  const nature = useValeur("partenaires", "partenaires", rang, "nature");
  const aide = useChamp(rang, "aideEtat");
  const siret = useChamp(rang, "siret");
  const uai = useChamp(rang, "uai");
  const etablissement = useEtablissementConnu(uai.id, uai.valeur);
  const chef = useChamp(rang, "chefDeFile");
  const enDouble = useDoublons(rang);
  return (
    <div className={styles.formulaire}>
      <IdentitePartenaire rang={rang} />
      {/* Its button is in the head of the card, which has no room for tools. */}
      <div className={`${styles.large} ${styles.outilsChef}`}>
        <span>Chef de file</span>
        {chef.outils}
      </div>
      <ChampTexte {...useChamp(rang, "nom")} libelle="Nom" className={styles.large} longueurMax={200} />
      <ChampChoix {...useChamp(rang, "nature")} libelle="Nature juridique" options={optionsDe(NATURES.libelles)} />
      <ChampChoix {...useChamp(rang, "categorie")} libelle="Catégorie" options={optionsDe(CATEGORIES.libelles)} />
      <ChampTexte
        {...siret}
        complements={[...enDouble.siret, ...siret.complements]}
        libelle="SIRET"
        aide="14 chiffres. L’Annuaire des entreprises le donne."
      />
      <ChampTexte
        {...uai}
        complements={[...etablissement, ...enDouble.uai, ...uai.complements]}
        libelle="UAI"
        aide="Pour un établissement : 7 chiffres et une lettre, par exemple 0951099D."
      />
      <ChampLong
        {...useChamp(rang, "role")}
        libelle="Rôle dans le projet"
        aide="Ce que le partenaire fait, en une phrase."
        lignes={2}
        className={styles.large}
      />
      <Personnes rang={rang} />
      <Lettre rang={rang} />
      <AccesDuPartenaire rang={rang} />
      {nature === "entreprise" || aide.valeur ? (
        <>
          <ChampTexte
            {...aide}
            libelle="Base juridique de l’aide d’État"
            aide="Si l’entreprise reçoit de la subvention. Choisissez une base proposée ou écrivez la vôtre."
            liste="bases-aide-etat"
            className={styles.large}
            longueurMax={1000}
          />
          <datalist id="bases-aide-etat">
            {BASES_AIDE_ETAT.map(([base, explication]) => (
              <option key={base} value={base} label={explication} />
            ))}
          </datalist>
        </>
      ) : null}
    </div>
  );
}

function AccesDuPartenaire({ rang }: { rang: number }) {
  const id = useValeur("partenaires", "partenaires", rang, "id");
  return typeof id === "string" ? <AccesPartenaire partenaire={id} /> : null;
}

function Personnes({ rang }: { rang: number }) {
  return (
    <>
      <fieldset className={styles.groupe}>
        <legend className={styles.legende}>Contact</legend>
        <p className={styles.explication}>
          La personne à qui l’équipe écrit. Ces coordonnées restent dans ce dossier et ne figurent ni dans l’export ni
          dans le PDF.
        </p>
        <div className={styles.deux}>
          <ChampTexte {...useChamp(rang, "contactNom")} libelle="Nom du contact" longueurMax={200} />
          <ChampTexte {...useChamp(rang, "contactFonction")} libelle="Fonction du contact" longueurMax={200} />
          <ChampTexte
            {...useChamp(rang, "contactCourriel")}
            libelle="Courriel du contact"
            aide="Par exemple prenom.nom@exemple.fr"
            longueurMax={254}
          />
          <ChampTexte {...useChamp(rang, "contactTelephone")} libelle="Téléphone du contact" longueurMax={40} />
        </div>
      </fieldset>
      <fieldset className={styles.groupe}>
        <legend className={styles.legende}>Signataire</legend>
        <p className={styles.explication}>La personne habilitée à signer la lettre d’engagement.</p>
        <div className={styles.deux}>
          <ChampTexte {...useChamp(rang, "signataireNom")} libelle="Nom du signataire" longueurMax={200} />
          <ChampTexte {...useChamp(rang, "signataireFonction")} libelle="Fonction du signataire" longueurMax={200} />
        </div>
      </fieldset>
    </>
  );
}

function Lettre({ rang }: { rang: number }) {
  const { espace } = useEspaceFixe();
  const lettre = useLettre(rang);
  const id = useValeur("partenaires", "partenaires", rang, "id");
  const fichier = espace.lettres.find((l) => l.partenaire === id && l.signature !== null);
  // A signed file is there: what it says is changed in the register, with its reason, not typed over.
  const lue = fichier !== undefined;
  return (
    <fieldset className={styles.groupe} id={`partenaires-${rang}-lettreEngagement`} tabIndex={-1}>
      <legend className={styles.legende}>Lettre d’engagement</legend>
      <p className={styles.explication}>
        Elle prouve l’apport du partenaire. Son montant doit égaler ses lignes du plan de financement, au centime.
      </p>
      <div className={styles.deux}>
        <ChampMontant {...lettre.montant} libelle="Montant signé" lectureSeule={lue || lettre.montant.lectureSeule} />
        <ChampDate
          {...lettre.signeeLe}
          libelle="Signée le"
          max={espace.aujourdhui}
          lectureSeule={lue || lettre.signeeLe.lectureSeule}
        />
      </div>
      {lue ? <FichierSigne fichier={fichier} lettre={lettre} /> : null}
    </fieldset>
  );
}

/** Where the fields come from, and the way back to it when they say something else. */
function FichierSigne({ fichier, lettre }: { fichier: LettreVue; lettre: ReturnType<typeof useLettre> }) {
  const { espace } = useEspaceFixe();
  const signeeLe = fichier.signature?.le ?? null;
  const lus = { montant: lireMontant(String(lettre.montant.valeur ?? "")), signeeLe: lettre.signeeLe.valeur };
  const differe = lus.montant !== lireMontant(fichier.montant) || lus.signeeLe !== signeeLe;
  return (
    <>
      {differe ? (
        <p className="fr-message fr-message--warning">
          Saisie différente du fichier signé, qui porte {ecrireEuros(lireMontant(fichier.montant) ?? centimes(0n))}
          {signeeLe === null ? "" : `, signés le ${ecrireDateCourte(signeeLe)}`}.
        </p>
      ) : null}
      {differe && !lettre.montant.lectureSeule ? (
        <button
          type="button"
          className="fr-btn fr-btn--sm fr-btn--secondary fr-mb-1w"
          onClick={() => lettre.poser(fichier.montant, signeeLe)}
        >
          Reprendre le fichier signé
        </button>
      ) : null}
      <p className={styles.explication}>
        Ces deux valeurs viennent du fichier signé.{" "}
        <Link className="fr-link fr-link--sm" href={`/dossiers/${espace.id}/lettres#lettre-${fichier.partenaire}`}>
          Voir la lettre signée
        </Link>
      </p>
    </>
  );
}
