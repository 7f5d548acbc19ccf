/**
 * A PDF written as it comes: what is written is not kept. Objects go out in compressed object streams, streams as they are; only
 * a few bytes per object stay in memory until the table at the end.
 */
import { createHash } from "node:crypto";
import { deflateSync } from "node:zlib";

/** Objects per compressed stream: readers decompress the whole stream for one of them. */
const PAR_FLUX = 200;
const OCTETS_PAR_FLUX = 96_000;
/** Level 4 costs a third of level 6 in time, for 3 % more bytes. */
const NIVEAU = 4;

export const latin1 = (texte: string): Buffer => Buffer.from(texte, "latin1");

export const compresser = (octets: Uint8Array): Buffer => deflateSync(octets, { level: NIVEAU });

export class EcrivainPdf {
  private position = 0;
  private suivant = 1;
  private readonly types: number[] = [0];
  private readonly places: number[] = [0];
  private readonly rangs: number[] = [65_535];
  private numeros: number[] = [];
  private textes: string[] = [];
  private taille = 0;
  private readonly empreinte = createHash("sha256");
  /** What is written under a try, not yet out; null: nothing is tried. */
  private enAttente: Uint8Array[] | null = null;

  constructor(
    private readonly sortie: (octets: Uint8Array) => void,
    entete = "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
  ) {
    this.emettre(latin1(entete));
  }

  get octets(): number {
    return this.position;
  }

  private emettre(octets: Uint8Array): void {
    this.position += octets.byteLength;
    if (this.enAttente !== null) this.enAttente.push(octets);
    else this.sortir(octets);
  }

  private sortir(octets: Uint8Array): void {
    this.empreinte.update(octets);
    this.sortie(octets);
  }

  /** All that `faire` writes goes out, or nothing of it when it throws. Streams wait as they are in their source, uncopied. */
  async essayer<T>(faire: () => Promise<T>): Promise<T> {
    this.vider();
    const { position, suivant } = this;
    const attente: Uint8Array[] = [];
    this.enAttente = attente;
    try {
      const fait = await faire();
      this.vider();
      this.enAttente = null;
      for (const octets of attente) this.sortir(octets);
      return fait;
    } catch (erreur) {
      this.enAttente = null;
      this.position = position;
      this.suivant = suivant;
      for (const table of [this.types, this.places, this.rangs]) table.length = suivant;
      this.numeros = [];
      this.textes = [];
      this.taille = 0;
      throw erreur;
    }
  }

  /** A number for an object written later. */
  reserver(): number {
    const numero = this.suivant;
    this.suivant += 1;
    this.types[numero] = 0;
    this.places[numero] = 0;
    this.rangs[numero] = 0;
    return numero;
  }

  /** Anything but a stream, as PDF text of one byte per character. */
  objet(numero: number, texte: string): void {
    this.numeros.push(numero);
    this.textes.push(texte);
    this.taille += texte.length + 1;
    if (this.numeros.length >= PAR_FLUX || this.taille >= OCTETS_PAR_FLUX) this.vider();
  }

  ajouter(texte: string): number {
    const numero = this.reserver();
    this.objet(numero, texte);
    return numero;
  }

  /** `entrees`: the dictionary's entries but its length. */
  flux(numero: number, entrees: string, octets: Uint8Array): void {
    this.types[numero] = 1;
    this.places[numero] = this.position;
    this.emettre(latin1(`${numero} 0 obj\n<<${entrees}/Length ${octets.byteLength}>>stream\n`));
    this.emettre(octets);
    this.emettre(latin1("\nendstream\nendobj\n"));
  }

  private vider(): void {
    if (this.numeros.length === 0) return;
    const flux = this.reserver();
    let table = "";
    let place = 0;
    for (const [rang, numero] of this.numeros.entries()) {
      table += `${numero} ${place} `;
      place += (this.textes[rang] as string).length + 1;
      this.types[numero] = 2;
      this.places[numero] = flux;
      this.rangs[numero] = rang;
    }
    const corps = compresser(latin1(`${table}${this.textes.join("\n")}\n`));
    const entrees = `/Type/ObjStm/N ${this.numeros.length}/First ${table.length}/Filter/FlateDecode`;
    this.numeros = [];
    this.textes = [];
    this.taille = 0;
    this.flux(flux, entrees, corps);
  }

  /** Table and end. The identifier is the hash of all that comes before: the same content gives the same bytes. */
  terminer(racine: number, info: number): void {
    this.vider();
    const numero = this.reserver();
    this.types[numero] = 1;
    this.places[numero] = this.position;
    const lignes = Buffer.alloc(this.suivant * 8);
    for (let n = 0; n < this.suivant; n += 1) {
      lignes[n * 8] = this.types[n] as number;
      lignes.writeUIntBE(this.places[n] as number, n * 8 + 1, 5);
      lignes.writeUInt16BE(this.rangs[n] as number, n * 8 + 6);
    }
    const id = this.empreinte.copy().digest("hex").slice(0, 32).toUpperCase();
    const debut = this.position;
    this.flux(
      numero,
      `/Type/XRef/Size ${this.suivant}/W[1 5 2]/Root ${racine} 0 R/Info ${info} 0 R/ID[<${id}><${id}>]/Filter/FlateDecode`,
      compresser(lignes),
    );
    this.emettre(latin1(`startxref\n${debut}\n%%EOF\n`));
  }
}
