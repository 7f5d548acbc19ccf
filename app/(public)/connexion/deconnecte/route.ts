export { revenirDeSortie as GET } from "@/lib/server/session";
