import { HtmlBasePlugin, InputPathToUrlTransformPlugin } from '@11ty/eleventy'

export default function (config) {
  config.addPlugin(InputPathToUrlTransformPlugin)
  config.addPlugin(HtmlBasePlugin)
  config.addPassthroughCopy('*.svg')
  config.addPassthroughCopy('*.css')
  config.addPassthroughCopy('*.js')
  return { pathPrefix: '/eleventy/' }
}
