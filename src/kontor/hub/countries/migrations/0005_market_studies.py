import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('countries', '0004_choice_of_markets'),
        ('evidence', '0001_initial'),
        ('foundation', '0003_job_curve'),
        ('partnerships', '0005_search_alerts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='MarketStudy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('version', models.PositiveIntegerField(default=1, editable=False, help_text='Grows with every save, so that two editors cannot overwrite each other.')),
                ('summary', models.TextField(blank=True, max_length=2000, verbose_name='in short')),
                ('published_on', models.DateField(blank=True, null=True, verbose_name='published on')),
                ('country', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', related_query_name='market_study', to='foundation.country', verbose_name='country')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', related_query_name='market_study', to='partnerships.partnership')),
                ('published_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='published by')),
            ],
            options={
                'verbose_name': 'market study',
                'verbose_name_plural': 'market studies',
                'ordering': ['partnership', 'country'],
            },
        ),
        migrations.CreateModel(
            name='MarketFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('version', models.PositiveIntegerField(default=1, editable=False, help_text='Grows with every save, so that two editors cannot overwrite each other.')),
                ('measure', models.CharField(choices=[('total-available-market', 'total available market'), ('serviceable-available-market', 'serviceable available market'), ('target-market', 'target market'), ('target-share', 'target share')], max_length=32, verbose_name='figure')),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('value', models.CharField(max_length=40, verbose_name='value')),
                ('unit', models.CharField(max_length=40, verbose_name='unit or currency')),
                ('place', models.CharField(blank=True, max_length=120, verbose_name='place in the source')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', related_query_name='market_figure', to='evidence.source', verbose_name='source')),
                ('study', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='figures', to='countries.marketstudy')),
            ],
            options={
                'verbose_name': 'figure of a market study',
                'verbose_name_plural': 'figures of market studies',
                'ordering': ['study', 'measure', 'year'],
            },
        ),
        migrations.CreateModel(
            name='MarketStudyItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('version', models.PositiveIntegerField(default=1, editable=False, help_text='Grows with every save, so that two editors cannot overwrite each other.')),
                ('item', models.CharField(choices=[('target-market', 'target market'), ('market-size', 'market size'), ('market-growth', 'market growth'), ('market-profitability', 'profitability'), ('market-trends', 'trends'), ('key-success-factors', 'key success factors')], max_length=24, verbose_name='item')),
                ('text', models.TextField(blank=True, max_length=5000, verbose_name='text')),
                ('points', models.JSONField(blank=True, default=list, verbose_name='rows')),
                ('place', models.CharField(blank=True, max_length=120, verbose_name='place in the source')),
                ('written_on', models.DateField(verbose_name='written on')),
                ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', related_query_name='market_study_item', to='evidence.source', verbose_name='source')),
                ('study', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='countries.marketstudy')),
                ('written_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='written by')),
            ],
            options={
                'verbose_name': 'item of a market study',
                'verbose_name_plural': 'items of market studies',
                'ordering': ['study', 'pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='marketstudy',
            constraint=models.UniqueConstraint(fields=('partnership', 'country'), name='one_market_study_of_a_country'),
        ),
        migrations.AddConstraint(
            model_name='marketfigure',
            constraint=models.UniqueConstraint(fields=('study', 'measure', 'year'), name='one_figure_of_a_year_in_a_study'),
        ),
        migrations.AddConstraint(
            model_name='marketstudyitem',
            constraint=models.UniqueConstraint(fields=('study', 'item'), name='one_item_of_a_study'),
        ),
    ]
