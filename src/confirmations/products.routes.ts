import { type Route, route } from "../platform/http/route.ts";
import { deliverProduct, newProduct, signProduct, writeSection } from "./products.actions.ts";
import { showProduct } from "./read-product.actions.ts";
import * as contract from "./products.contract.ts";

const path = "/api/orders/:order/tasks/:task/product";

/** Joint products: several authors, split sections, one clock, delivered when all have signed. */
export const productsRoutes: readonly Route[] = [
  route({
    method: "POST",
    path,
    summary: "Begin a joint product: who writes which section, and who signs",
    permission: "order.write",
    event: "product.begun",
    blind: "unrelated",
    contract: {
      params: contract.ProductPath,
      body: contract.NewProduct,
      answer: contract.ProductChanged,
    },
    handle: (work, { params, body }) => newProduct(work, params, body),
  }),
  route({
    method: "GET",
    path,
    summary: "A joint product: sections, signatures, what is missing, its clock",
    permission: "order.read",
    event: "none",
    blind: "unrelated",
    contract: { params: contract.ProductPath, answer: contract.JointProduct },
    handle: (work, { params }) => showProduct(work, params),
  }),
  route({
    method: "POST",
    path: `${path}/sections/:section`,
    summary: "Write a section of a joint product, as a holder of its office",
    permission: "product.author",
    event: "product.section-written",
    blind: "unrelated",
    contract: {
      params: contract.SectionPath,
      body: contract.NewSectionText,
      answer: contract.ProductChanged,
    },
    handle: (work, { params, body }) => writeSection(work, params, body),
  }),
  route({
    method: "POST",
    path: `${path}/signatures`,
    summary: "Sign a joint product as an author",
    permission: "product.author",
    event: "product.signed",
    blind: "unrelated",
    contract: {
      params: contract.ProductPath,
      body: contract.NewProductSignature,
      answer: contract.ProductChanged,
    },
    handle: (work, { params, body }) => signProduct(work, params, body.envelope),
  }),
  route({
    method: "POST",
    path: `${path}/deliver`,
    summary: "Deliver a joint product that all its authors have signed",
    permission: "order.write",
    event: "order.delivered",
    blind: "unrelated",
    contract: { params: contract.ProductPath, answer: contract.ProductChanged },
    handle: (work, { params }) => deliverProduct(work, params),
  }),
];
