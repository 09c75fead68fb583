import { defineConfig } from 'vitepress'

const chapters = Array.from({ length: 19 }, (_, index) => ({ text: `Chapter ${index + 1}`, link: `/page-${index + 1}` }))

export default defineConfig({
  base: '/vitepress/',
  lang: 'en',
  title: 'Harbour guide',
  head: [['link', { rel: 'icon', href: '/vitepress/icon.svg' }]],
  themeConfig: {
    nav: [{ text: 'Beginning', link: '/' }],
    sidebar: [{ text: 'Chapters', items: [{ text: 'Beginning', link: '/' }, ...chapters] }],
    search: { provider: 'local' }
  }
})
